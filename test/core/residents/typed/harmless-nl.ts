import type { Harmless } from "./danger.ts";

/** What people type in Dutch that only sounds like danger. */
export const harmless: Harmless = {
  none: `
    Brandtstraat
    Brandweerkazerne
    Vechtstraat 12
    Vechtdijk 3
    de Vechtplassen
    langs de Vecht ligt afval
    aan de Overtoom bij de Bloedstraat
    Messenmakerstraat
    Mesdagstraat
    Schietbaanweg
    Schietspoelstraat 4
    Moordrecht
    Gashouderplein
    de gaslantaarn is kapot
    Doodweg 5
    Dodeweg
    het is bloedheet in de bus
    de lamp brandt niet
    de lamp brandt de hele dag
    de lantaarnpaal brandt overdag
    de straatverlichting brandt niet meer
    het licht brandt niet meer
    de lampen branden overdag
    ik vind het bloedirritant
    wat een bomvolle bus
    de bomen staan dood
    dode boom in het park
    ik ga dood van de stank
    ik lach me dood
    ik verveel me dood
    ik schrik me dood
    ik vecht voor meer groen
    we vechten tegen de bierkaai
    we vechten al jaren voor een zebrapad
    schiet eens op
    het onkruid schiet omhoog
    de kroeg zit bomvol
    de vuilnisbak is ontploft van het afval
    de prullenbak puilt uit
    er staat een put open, gevaarlijk
    gevaarlijke kruising
    gevaarlijk
    ik ben het zat
    ik wil niet meer dat er gebouwd wordt
    ik wil niet meer parkeren hier
    zo kan ik niet meer slapen
    ik kan er niet meer tegen
    ik kan niet meer parkeren
    Zullen we een brandje stoken bij het buurtfeest
    mag ik een vuurkorf
    vuurwerk overlast
    er wordt vuurwerk afgestoken
    barbecue stank
    brandgang ligt vol
    brandgangen
    brandkraan
    brandweer oefent elke maandag
    brandhout te koop
    brandende vraag
    brandbrief aan de raad
    brandpunt
    jonge schoten groeien
    de hond is gestoken door een wesp
    geen gaslucht
    de gasmeter
    van het gas af
    gasloos wonen
    inbraakpreventie
    inbraakalarm van de buren gaat steeds af
    overvalwagen
    overvallen door de regen
    de stad verdrinkt in het afval
    ik verdrink in de regels
    oorlogsmonument
    de fiets ligt in de sloot
    bloedkoraal
    bloemperk vertrapt
    een dode kat op de weg
    dode vis in de vijver
    sos kinderdorpen
    slaat nergens op
    de klok slaat niet
    het slaat op hol
    hij slaat linksaf
    er is gevaar voor fietsers bij het kruispunt
    gevaar voor kinderen
    mijn sleutels kwijt
    mijn zoon is zijn fiets kwijt
    kan iemand de container legen
    de trein schiet langs
    het gras is verbrand
    het lijkt wel een slagveld
    het was brandstapel
    Fikse overlast
    van het leven genieten
    De bank in het park is kapot
    Op de Brinklaan liggen losse tegels
    Er staat een auto op de stoep geparkeerd
    De lantaarnpaal knippert al een week
    De buurman stookt elke avond hout en alles stinkt
    Er hangt rook van de houtkachel in de straat
    Veel rook van barbecues in het park
    Jongeren roken bij de schoolpoort
    Het bos is te droog, geen vuurtje stoken
    Iemand heeft een vuilniszak op straat gezet
    Een man laat zijn hond uit zonder lijn
    Een vrouw laat haar hond los lopen
    Mijn zoon is van zijn fiets gevallen door de losse tegel
    Mijn moeder kan niet over de stoep met haar rollator
    Mijn vader is slecht ter been en kan niet bij de bus komen
    De gemeente reageert niet op mijn mail
    Hij reageert niet op mijn brief
    De brug beweegt niet meer
    De lift staat stil
    Er ligt een matras op straat
    Er ligt een fietser vaak op de grond door gladheid
    Er ligt een boom op de weg
    Er ligt een dode egel op het fietspad
    De deur van het buurthuis gaat niet open
    Het slot van het hek is opengebroken
    Er is vuurwerk afgestoken bij de brievenbus van de school
    Vuurwerk in oktober al, honden bang
    De hond van de buren blaft de hele dag
    De straat verzakt
    De stoep zakt in bij nummer 8
    De weg zakt in
    Kinderen spelen te dicht bij het water
    Er moet een hek langs het water voor de kinderen
    Er zit geen hek bij de vijver, een kind kan in het water vallen
    De speeltuin is niet veilig
    Er wordt te hard gereden, straks gebeurt er een ongeluk
    Het is wachten op een ongeluk
    Bijna een ongeluk bij de oversteek
    Er gebeuren hier veel ongelukken
    Ik ben bijna aangereden op het zebrapad
    Ik wil graag meer bomen in de straat
    Ik wil dat de prullenbak geleegd wordt
    Het leven in deze wijk is fijn
    Ik wil hier niet meer wonen
    Ik wil niet meer dan dertig kilometer per uur
    De bloembakken zijn leeg
    De bushalte is in de brandende zon
    De kachel in het buurthuis doet het niet
    Politie komt nooit controleren op parkeren
    Politie moet vaker surveilleren
    Kan de politie vaker komen controleren
    Waarom doet de politie niks aan hard rijden
    Er zijn inbraken geweest in de straat
    Moordenaarsplein
    Moordhuizen
    de Moordenaarslaan
    Bijlmer
    Bijlmerdreef 100
    Bij de Vuurtoren
    Vuurtorenweg 3
    Vuurplaats in het park
    Ik zou graag een vuurplaats in het park
    Rookverbod bij de speeltuin
    Mijn hond is weggelopen
    De kat is weg
    De prullenbak is weg
    De lantaarn is weg
    Het bankje waar oma altijd zat is weg
    Mijn kind kan niet veilig naar school
    Mijn dochter durft niet meer naar school fietsen
    Mijn zoontje speelt er altijd
    Hij slaat altijd met de deur
    De wind slaat de vlag tegen de mast
    De jongens schoppen tegen de prullenbakken
    Ze schoppen een bal tegen mijn ruit
    Gasleiding wordt vervangen, straat ligt open
    Kabel ligt los op de stoep
    De kabel van de kerstverlichting hangt los in de straat
    Er ligt nog een kabel van de aannemer open in de straat
    Dit dreigt mis te gaan
    De wethouder dreigt met boetes
    Het bedrijf dreigt met sluiten
    Het water dreigt over de kade te lopen
    Ik zit vast in de procedure
    Ik zit vast in mijn huis want de lift is stuk
    Fietsen zitten vast in het rek
    Ik wil snel hulp bij het invullen
    Help snel met de rommel opruimen
    Ik word gek van de vonken van de tram
    Lastiggevallen door muggen
    Ik voel me lastiggevallen door de reclame
    De oude bijl bij het museum
    Auto te water laten helling kapot
    Boot te water laten
    Een trailerhelling om de boot te water te laten
    Ik zie het plan niet meer zitten
    De straat heeft geen uitweg
    De wijk is klaar met die overlast
    Ik ben er klaar mee
    Ik ben klaar met deze melding
    Melden heeft geen zin meer
    Ik haat die bladblazers
    Mensen springen van de brug het water in
    Jongeren springen van de brug in het kanaal
    Kinderen springen van de brug, leuk
    Ik denk aan de doden op 4 mei
    Bloemen sterven door de droogte
    Ik kan er niet meer
    Niemand zou mij bellen
    De spoorbomen zijn kapot, ik spring over
    Wie maakt een einde aan deze overlast
    Wanneer wordt hier een eind aan gemaakt
    Er moet een einde aan komen
    Er moet een einde aan gemaakt worden
    Ik wil een brandblusser in het buurthuis
    Geen ambulance kan hier door
    Ambulance kan er niet door door de geparkeerde auto's
    De brandweer kan er niet snel door
    Als er brand uitbreekt kan de brandweer er niet langs
    De brandtrap is roestig
    De nooduitgang
    Overal bramenstruiken in de brandgang
    Rellen vorig jaar
    Een gewapend betonnen paal
    gewapende vrede
    Iemand heeft graffiti gespoten
    Iemand in mijn huis is slechtziend
    Het gras is geel en de vogels zijn onwel
    Mensen worden onwel van de hitte in de bus
    De schutting is omgewaaid
    Mijn sleutel zit vast in het slot
    De kinderen zijn hun bal kwijt
  `,
};
