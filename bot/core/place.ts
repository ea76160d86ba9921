import * as z from "zod";

/** Where something is: a point on the map, a typed street, or both (a venue has both). */
export interface Place {
  readonly latitude?: number;
  readonly longitude?: number;
  /** The street or spot in the person's own words. */
  readonly words?: string;
}

export const placeSchema: z.ZodType<Place> = z.object({
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  words: z.string().optional(),
});

/** A link that opens the place on a map, or nothing when only words are known. */
export function mapLink(place: Place): string | undefined {
  if (place.latitude === undefined || place.longitude === undefined) return undefined;
  const at = `${place.latitude.toFixed(5)}/${place.longitude.toFixed(5)}`;
  return `https://www.openstreetmap.org/?mlat=${place.latitude.toFixed(5)}&mlon=${place.longitude.toFixed(5)}#map=18/${at}`;
}
