/**
 * Whom to call, as long as a town's file names nobody else. 112: European emergency number. 113: the Dutch foundation
 * against suicide, free and day and night, also as a chat (113.nl).
 */
export const emergencyNumbers = { emergency: "112", crisis: "113", crisisChat: "113.nl" } as const;

/** In every text these stand as `{{emergency}}`, `{{crisis}}` and `{{crisisChat}}`. */
export type EmergencyNumbers = Readonly<Record<keyof typeof emergencyNumbers, string>>;
