import type { Definition } from "./definition.ts";

/** Survey templates. A municipality can change every word of them. */

const sample: Definition = {
  questions: [
    {
      id: "word",
      kind: "word",
      ask: {
        nl: "Welk woord past het best bij jouw buurt?",
        en: "Which word fits your neighbourhood best?",
      },
    },
    { id: "nice", kind: "scale", ask: { nl: "Hoe fijn woon je hier?", en: "How do you like living here?" } },
    {
      id: "safe",
      kind: "choice",
      ask: {
        nl: "Voel je je veilig op straat, ook 's avonds?",
        en: "Do you feel safe in the street, also in the evening?",
      },
      options: [
        { id: "yes", label: { nl: "Ja", en: "Yes" } },
        { id: "mostly", label: { nl: "Meestal", en: "Mostly" } },
        { id: "sometimes", label: { nl: "Soms niet", en: "Sometimes not" } },
        { id: "no", label: { nl: "Nee", en: "No" } },
      ],
    },
    {
      id: "first",
      kind: "choices",
      most: 2,
      own: true,
      ask: { nl: "Wat moet het eerst beter?", en: "What should become better first?" },
      options: [
        { id: "waste", label: { nl: "Afval en schone straten", en: "Waste and clean streets" } },
        { id: "green", label: { nl: "Groen en speelplekken", en: "Green and places to play" } },
        { id: "traffic", label: { nl: "Verkeer en parkeren", en: "Traffic and parking" } },
        { id: "safety", label: { nl: "Veiligheid", en: "Safety" } },
        { id: "homes", label: { nl: "Wonen", en: "Housing" } },
        { id: "meet", label: { nl: "Plekken om elkaar te zien", en: "Places to meet" } },
      ],
    },
    {
      id: "where",
      kind: "yes_no",
      ask: {
        nl: "Weet je bij wie je terechtkunt met een idee of klacht?",
        en: "Do you know whom to turn to with an idea or a complaint?",
      },
    },
    {
      id: "heard",
      kind: "choice",
      ask: {
        nl: "Zei je ooit iets tegen de gemeente? Kreeg je antwoord?",
        en: "Have you ever said something to the municipality? Did you get an answer?",
      },
      options: [
        { id: "never", label: { nl: "Ik zei nooit iets", en: "I never said anything" } },
        { id: "answer", label: { nl: "Ja, en ik kreeg antwoord", en: "Yes, and I got an answer" } },
        { id: "silence", label: { nl: "Ja, maar ik kreeg geen antwoord", en: "Yes, but I got no answer" } },
      ],
    },
    { id: "help", kind: "pledge", ask: { nl: "Wil je zelf meehelpen?", en: "Would you like to help?" } },
  ],
};

const word: Definition = {
  questions: [
    {
      id: "word",
      kind: "word",
      ask: { nl: "Welk woord past het best bij jouw buurt?", en: "Which word fits your neighbourhood best?" },
    },
  ],
};

const pulse: Definition = {
  questions: [
    {
      id: "mood",
      kind: "scale",
      ask: { nl: "Hoe gaat het nu in jouw buurt?", en: "How are things in your neighbourhood now?" },
    },
    {
      id: "why",
      kind: "text",
      ask: { nl: "Waarom geef je dit antwoord?", en: "Why do you answer this?" },
      when: [{ question: "mood", is: ["1", "2"] }],
    },
  ],
};

/** Theme 6 of the figures: the same three statements put to residents and colleagues, now and again later. */
const trust: Definition = {
  questions: (
    [
      [
        "listens",
        "“De gemeente luistert naar mensen zoals ik.” Vind je dat ook?",
        "“The municipality listens to people like me.” Do you agree?",
        "“De gemeente luistert naar inwoners.” Vind je dat ook?",
        "“The municipality listens to residents.” Do you agree?",
      ],
      [
        "letters",
        "“Ik snap brieven van de gemeente.” Vind je dat ook?",
        "“I understand letters of the municipality.” Do you agree?",
        "“Inwoners snappen onze brieven.” Vind je dat ook?",
        "“Residents understand our letters.” Do you agree?",
      ],
      [
        "happens",
        "“Als ik iets zeg, gebeurt er iets mee.” Vind je dat ook?",
        "“When I say something, something is done with it.” Do you agree?",
        "“Als inwoners iets zeggen, gebeurt er iets mee.” Vind je dat ook?",
        "“When residents say something, something is done with it.” Do you agree?",
      ],
    ] as const
  ).map(([id, nl, en, ours, oursEn]) => ({
    id,
    kind: "scale",
    steps: "agree",
    ask: { nl, en },
    staff: { nl: ours, en: oursEn },
  })),
};

export const templates: Readonly<Record<string, Definition>> = {
  sample,
  word,
  pulse,
  trust,
  own: { questions: [] },
};
