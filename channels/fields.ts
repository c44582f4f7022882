import { z } from "zod";

const Scalar = z.union([z.string(), z.number()]).transform(String);

/** An id a provider gave: visible, bounded, sent as a string or a number. */
export const Id = Scalar.transform((id) => id.trim()).pipe(
  z
    .string()
    .min(1)
    .max(512)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u),
);

/** An id that may be absent, null, empty or broken: all of these are `undefined`. */
export const OptionalId = Id.optional().catch(undefined);

/** A string that may be absent, null, or a number by mistake. */
export const OptionalText = Scalar.optional().catch(undefined);

/** A number that may come as a string, or not at all. */
export const OptionalNumber = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*-?\d/)
      .transform(Number),
  ])
  .pipe(z.number())
  .optional()
  .catch(undefined);

/** An object read field by field, where the whole of it may be absent, null or of another type. */
export function optionalObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject(shape).optional().catch(undefined);
}

/** `{ [key]: value }`, or nothing when there is no value; for optional properties. */
export function present<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}

/** A list as it is, nothing as an empty one, and anything else as a list of one. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
