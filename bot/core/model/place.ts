import * as z from "zod/mini";

/** Where something is: a point on the map, a typed street, or both (a venue has both). */
export interface Place {
  readonly latitude?: number;
  readonly longitude?: number;
  /** The street or spot in the person's own words. */
  readonly words?: string;
}

export const placeSchema: z.ZodMiniType<Place> = z.object({
  latitude: z.optional(z.number().check(z.minimum(-90), z.maximum(90))),
  longitude: z.optional(z.number().check(z.minimum(-180), z.maximum(180))),
  words: z.optional(z.string()),
});

/** A link that opens the place on a map; undefined when only words are known. */
export function mapLink(place: Place): string | undefined {
  if (place.latitude === undefined || place.longitude === undefined) return undefined;
  const at = `${place.latitude.toFixed(5)}/${place.longitude.toFixed(5)}`;
  return `https://www.openstreetmap.org/?mlat=${place.latitude.toFixed(5)}&mlon=${place.longitude.toFixed(5)}#map=18/${at}`;
}

/**
 * Rounds a place to hundredths of a degree, about a kilometre. A place to the metre can be the sender's own front door;
 * whatever carries no name is not located more precisely than this.
 */
export function roughly({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }) {
  return { latitude: hundredths(latitude), longitude: hundredths(longitude) };
}

function hundredths(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}

/** Two coordinates in degrees with three decimals or more, as an app writes them. */
const EXACT = /(-?\d{1,2}[.,]\d{3,})°?(\s*[,;/ ]\s*)(-?\d{1,3}[.,]\d{3,})°?/g;

/** The same words, with any coordinates in them rounded. */
export function withoutExactPlaces(text: string): string {
  const shorter = (number: string) => Number(number.replace(",", ".")).toFixed(2);
  return text.replace(
    EXACT,
    (_all, latitude: string, between: string, longitude: string) =>
      `${shorter(latitude)}${between.trim() === "" ? " " : `${between.trim()} `}${shorter(longitude)}`,
  );
}
