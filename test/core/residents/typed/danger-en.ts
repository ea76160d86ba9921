import type { Told } from "./danger.ts";

/** What people type in English, one message a line. */
export const en: Told = {
  now: `
    theres a fire
    there is smoke coming out of the roof
    my neighbours house is burning
    somethings burning
    smells like gas
    gas smell in hallway
    theyre fighting
    a guy with a knife
    someones got a gun
    he hit me
    my dad hits my mum
    my boyfriend beat me
    he is going to kill me
    someone is trying to break into my house
    someone broke into my house just now
    im being followed
    im being robbed
    a man fell in the canal
    kid in the water
    my son fell in the pond
    shes not breathing
    he cant breathe
    he isnt breathing
    my grandma fell and cant get up
    he passed out
    hes unconscious
    someone collapsed in the street
    car accident
    there was a crash just now
    a cyclist got hit by a car
    lots of blood
    my child is gone
    i cant find my daughter
    my daughter is missing
    call the police
    call 911
    call 112
    send help
    need police
    i need the police now
    explosion
    building collapsed
    someone wants to jump off the bridge
    live wire on the street
    someone is screaming for help
    a woman is screaming next door
    heart attack
    my baby is choking
    someone is having a seizure
    sombody is drownin
    ther is a fier
    help fire pls
    there's a man lying in the road not moving
    my nan has collapsed
    two lads kicking off with knives
    my partner is strangling me
    he's got me locked in the house
    kids playing on the ice and one fell through
    theres a fire in the bin
    something is on fire behind the shops
    he's bleeding badly
    someone's been stabbed
    my husband is having chest pains
    i think my dad is having a stroke
    baby not breathing
    strong smell of gas on Mill Lane
    a car has gone into the river
    a lorry hit a cyclist
    someone trying to get into next doors house
    elderly woman fell and can't get up
    he is killing me
    a man is fighting for his life
  `,
  self: `
    i dont want to live
    i don't wanna live anymore
    i wanna die
    i want to kms
    kill my self
    im gonna kill myself
    i want to end it
    ending my life
    thinking about suicide
    i cant do this anymore
    i cut myself
    i want to disappear forever
    no point in living
    life is not worth living
    nobody would miss me
    im better off dead
    everyone would be better off without me
    she wants to kill herself
    my friend is suicidal
    ill hang myself
    jump in front of a train
    i took a whole bottle of pills
    i want to sleep and never wake up
    i wish i was never born
    i dont see a way out
    im so done with life
    i cant live like this anymore
    i feel like killing myself
    i want to be dead
    i'm going to jump
    my daughter is self harming
    he said he would end it
    i don't want to wake up tomorrow
  `,
  none: `
    Fire Lane 3
    Gunnersbury Road
    Knightsbridge
    Bloodworth Street
    the fire hydrant leaks
    we need a fire pit
    fireworks every night
    the bin is on its last legs, no fire
    dead tree
    dead bird
    im dying of boredom
    lol i'm dead
    this traffic is killing me
    kill the weeds
    gas station
    gas bill
    shots of espresso
    we fight for a zebra crossing
    fighting for greener streets
    shooting up weeds
    photo shooting
    the emergency exit is blocked
    emergency lights are broken
    non emergency number
    dangerous crossing
    my bike is missing
    bench is missing
    collapsed pavement
    the drain has collapsed
    parking abuse
    verbal abuse of the language
    break in the fence
    the river flooded
    fall in prices
    the bus hits the kerb
    heart of the city
    I'd kill for a coffee
    not a fire
  `,
};
