/**
 * The numbers to call, unless the town's configuration names others. 112: European emergency number. 113: the Dutch
 * suicide prevention foundation, free, day and night, also as a chat (113.nl).
 */
export const emergencyNumbers = { emergency: "112", crisis: "113", crisisChat: "113.nl" } as const;

/** Every text refers to these as `{{emergency}}`, `{{crisis}}` and `{{crisisChat}}`. */
export type EmergencyNumbers = Readonly<Record<keyof typeof emergencyNumbers, string>>;
