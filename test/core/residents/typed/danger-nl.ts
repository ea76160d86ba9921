import type { InDanger } from "./danger.ts";

/** What people type in Dutch, one message a line. */
export const nl: InDanger = {
  now: `
    er is brandt bij de buren
    brant bij mij in de straat
    er komt rook uit het dak
    rook uit het raam van de buurvrouw
    dikke zwarte rook boven de flat
    er branden kliko's
    de container brandt
    een auto staat te branden
    een scooter in brand gestoken
    fik in de steeg
    vuur in het park, loopt uit de hand
    er is vuur bij de containers
    het ruikt hier heel erg naar gas
    wij ruiken gas
    ik ruik een gaslucht
    gasluchtje op de trap
    er word gevochten
    ze zijn aan t knokken
    knokpartij voor de deur
    ruzie, ze slaan elkaar
    ze slaan elkaar verrot
    een groep jongens slaat op elkaar in
    hij heeft een mes bij zich
    jongen met een steekwapen
    er zwaait iemand met een machete
    er wordt geschoten op straat
    er is geschoten
    mijn buurman bloed heel erg
    mijn moeder is gevallen en ze beweegt niet meer
    mijn vader reageert niet meer
    mijn man is niet aanspreekbaar
    oma is gevallen en kan niet meer opstaan
    iemand is van de trap gevallen en bloedt
    een oude meneer is in elkaar gezakt
    er ligt een mevrouw op straat die niet beweegt
    mijn buurvrouw krijgt geen lucht
    hij krijgt geen adem meer
    er wordt ingebroke
    er zijn inbrekers in mijn huis
    iemand probeert mijn deur open te breken
    iemand probeert binnen te komen bij de buren
    er staat een vreemde man in mijn huis
    een man valt vrouwen lastig en volgt mij
    ik word achtervolgd
    ik word gevolgd door een man
    er volgt een man mij naar huis
    mijn vriend slaat me
    mijn stiefvader slaat ons
    papa slaat mama
    papa slaat mij
    mijn ex staat voor de deur en bedreigt me
    mijn ex dreigt me te vermoorden
    hij gaat me vermoorden
    hij wil mij dood maken
    iemand wordt gewurgd
    ik ben verkracht
    er ligt een kind in het water
    mijn zoontje is in het water gevallen
    een auto is te water
    auto in de gracht gereden
    er is iemand van zijn fiets gereden en ligt op de weg
    ernstig ongeluk op de n201
    aanrijding met een kind
    iemand onder de trein
    er ligt een baby alleen in een auto
    mijn dochter van 4 is weg
    ik ben mijn kind kwijt
    mijn oma met dementie is weggelopen
    opa is vermist
    help me snel
    help snel
    noodsituatie
    spoed
    112
    bel 112
    bel de politie
    ik heb politie nodig
    politie nodig
    stuur aub de politie
    kan er een ambulance komen
    er is een ambulance nodig
    een vat met chemische stof lekt, het prikt in de ogen
    er hangt een stroomkabel los op straat
    vonken uit het elektriciteitskastje
    het dak is ingestort
    de muur gaat instorten
    de kademuur zakt in en er hangt een auto boven
    een hoogspanningskabel ligt op straat
    mijn kind heeft bleekmiddel gedronken
    iemand is onderuit gegaan en heeft een epileptische aanval
    mijn buurman heeft een hartinfarct
    ik denk dat mijn vrouw een beroerte heeft
    bevalling is begonnen, baby komt nu
    brand brand brand
    BRAAAND
    er is bradn bij de buren
    Goedemiddag, graag zou ik willen melden dat het bij mijn buren brandt
    zou iemand kunnen komen, er wordt hier gevochten, met vriendelijke groet
    yo bro er is echt fire hier in de portiek
    der is brand bie de buren
    'k ruuk gas
    t brandt bij oons
    een vechtende groep
    🔥🔥🔥 help
    🔥 bij de buren
    er wordt iemand beroofd
    tasjesdief heeft net mijn tas gerukt
    er wordt een meisje lastiggevallen
    hij houdt me opgesloten
    ik zit opgesloten in de lift
    een man met een bijl
    explosief voor de deur
    handgranaat gevonden
    er ligt een verdacht pakketje
    ze gooien vuurwerk naar mensen
    ze hebben vuurwerk in de brievenbus gegooid en nu staat de gang vol rook
    er rijdt een auto in op mensen
    hond heeft een kind gebeten
    een hond valt een kind aan
    ik word gestalkt
    er staat iemand op het dak en wil eraf springen
    iemand dreigt van het balkon te springen
    er is brand uitgebroken bij ons in de flat
    Help! Mijn keuken staat in de brand
    de kat van de buren zit op het dak en er is rook
    hierzo is een vechtpartij gaande met wel tien man
    twee gasten zijn elkaar aan het slaan
    een jongen word in elkaar getrapt
    er is iemand neergeschoten voor de deur
    iemand heeft mijn moeder geslagen
    mn vader slaat mn moeder
    mn ex staat met een mes voor de deur
    ik hoor de buurvrouw om hulp roepen
    er wordt hard gegild bij de buren ik denk dat hij haar slaat
    mijn buurman is net gevallen en hij ademt niet
    mijn man heeft pijn op de borst en is heel benauwd
    mijn vrouw valt steeds weg
    oude mevrouw is gevallen op de stoep en bloedt aan haar hoofd
    iemand heeft een ongeluk gehad met de scooter
    er is een scooter onder een auto gekomen
    een auto is tegen een boom gereden
    een kind is aangereden
    kind onder water
    er drijft iemand in de gracht
    er drijft een lichaam in het water
    er is een meisje de sloot in gereden
    iemand probeert nu in te breken in de schuur
    ze zijn mijn schuur aan het openbreken
    er staan twee mannen met bivakmutsen bij de buren naar binnen te kijken
    er loopt een inbreker rond op het dak
    wij worden bedreigd door de buurman
    hij zei dat hij me dood gaat steken
    hij zegt dat hij mijn huis in de fik steekt
    mijn dochtertje van 3 is zoek
    kwijt mijn zoon van 5 in het winkelcentrum
    vermiste kleuter in het park
    er zit een kind in een hete auto
    er lekt gas
    gaslek in de straat
    sterke gaslucht al een uur
    co melder gaat af
    koolmonoxidemelder gaat af
    er is iets ontploft
    ik hoorde een harde knal en nu is er vuur
    de hele gang staat vol rook
    de flat brandt!!!
    het huis hiernaast brant
    een vrachtwagen met gif is gekanteld
    mijn baby stikt
    mijn baby ademt niet
    mijn oma is niet wakker te krijgen
    ik bloed heel erg
    slagaderlijke bloeding
    vinger eraf gezaagd
    ik heb een steekwond
    hulp nodig nu
    Ik heb NU hulp nodig
    ambulance graag
    kan de politie komen er wordt gevochten
    er is een gek met een hamer
    een verwarde man gooit met stenen naar auto's
    verward persoon schreeuwt en bedreigt mensen
    iemand ligt al een uur stil in het portiek
    een dakloze reageert nergens op
    er is brand bij de lantaarn
    de schuur brandt nog steeds
    het brandt al een uur
    mijn kind is met zijn fiets in de sloot gevallen
    kind met hond vermist
  `,
  self: `
    ik wil niet meer
    ik wil nie meer leve
    ik wil ni meer leven
    wil dood
    k wil dood
    ikwildood
    ik wou dat ik dood was
    ik wil gewoon slapen en niet meer wakker worden
    ik wil niet meer wakker worden
    het heeft allemaal geen zin meer
    het leven hoeft voor mij niet meer
    voor mij hoeft het niet meer
    ik hoef niet meer
    ik ben klaar met leven
    ik ben klaar met het leven
    mijn leven is voltooid
    ik stap eruit
    ik wil eruit stappen
    ik spring van de brug
    ik ga van het dak springen
    ik ga mezelf ophangen
    ik hang me op
    ik wil mij ophangen
    ik ga mezelf wat aandoen
    ik doe mezelf iets aan
    ik heb mezelf gesneden
    ik snij in mijn arm
    ik kras in mijn armen
    ik heb al mijn pillen ingenomen
    ik ga pillen slikken om dood te gaan
    kms
    ik zie geen uitweg meer
    ik zie geen andere uitweg
    ik kan het leven niet meer aan
    ik wil mijn leven beeindigen
    ik ga mijn leven beëindigen
    ik maak me van kant
    ik ga me van kant maken
    zelfmort
    zelf moord
    zelfmoort plegen
    suïcide gedachtes
    suicidaal
    mijn zoon wil dood
    mijn dochter heeft gezegd dat ze niet meer wil leven
    mijn buurman zegt dat hij er een einde aan maakt
    oma zegt dat ze dood wil
    mijn vriend zegt dat hij zich ophangt
    mijn broer snijdt zichzelf
    niemand mist mij als ik er niet meer ben
    de wereld is beter af zonder mij
    ik wil euthanasie
    ik haat mijn leven en wil weg
    dit is mijn afscheid
    vaarwel
    ik verlang naar de dood
    ik denk aan de dood
    ik overweeg zelfdoding
    ik spring zo voor de metro
    wat is een pijnloze manier om te sterven
    ik wil sterven
    i wanna kms
    idk i just wanna die lol
    het hoeft niet meer van mij
    ik wil er niet meer zijn
    ik wil er gewoon niet meer zijn
    ik ben liever dood
    ik zou liever dood zijn
    niemand heeft iets aan mij, ik maak er een einde aan
    ik ben van plan een einde aan mijn leven te maken
    ik heb een afscheidsbrief geschreven
    ik heb alle pillen van mijn moeder geslikt
    mijn zusje snijdt zichzelf
    mijn beste vriendin zegt dat ze dood wil
    me vriend wil zelfmoord plegen
    ik wil zm plegen
    ik wil mezelf van kant maken
    ik denk vaak aan dood zijn
    ik sta op het spoor
    ik sta op de rand van het dak
    ik sta op de brug en spring
    het leven is niks meer voor mij
    mijn leven heeft geen zin
    ik wil niet langer leven
    ik kan zo niet verder leven
    ik wil niet meer verder
    ik ben moe van het leven
    mijn man is overleden en ik wil ook niet meer
    ik zou het liefst niet meer wakker worden
    sinds mijn vrouw dood is hoeft het voor mij niet meer
    k wil nie meer
    ik wil niet mee leven
    ik wil ni mr leven
    wil dood ofzo
    ik kan nie meer
  `,
};
