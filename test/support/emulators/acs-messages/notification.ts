import { z } from "zod";

const To = z.string().regex(/^(?:\+[1-9]\d{6,14}|[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128})$/);
const common = { channelRegistrationId: z.guid(), to: z.tuple([To]) };
const mediaUri = z.url({ protocol: /^https$/ });
const caption = z.string().min(1).max(1_024).optional();

const Value = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), name: z.string().min(1), text: z.string().min(1) }),
  z.strictObject({
    kind: z.literal("quickAction"),
    name: z.string().min(1),
    text: z.string().optional(),
    payload: z.string().optional(),
  }),
]);
const Bound = z.strictObject({ refValue: z.string() });

const Template = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9_]{1,512}$/),
    language: z.string().regex(/^[a-z]{2,3}(?:_[A-Z]{2,3})?$/),
    values: z.array(Value).optional(),
    bindings: z
      .strictObject({
        kind: z.literal("whatsApp"),
        header: z.array(Bound).optional(),
        body: z.array(Bound).optional(),
        footer: z.array(Bound).optional(),
        buttons: z.array(Bound.extend({ subType: z.enum(["quickReply", "url"]) })).optional(),
      })
      .optional(),
  })
  .refine(({ values = [], bindings }) => {
    const { header = [], body = [], footer = [], buttons = [] } = bindings ?? {};
    const bound = [...header, ...body, ...footer, ...buttons].map(({ refValue }) => refValue);
    const names = values.map(({ name }) => name);
    return bound.toSorted().join("\n") === names.toSorted().join("\n");
  }, "each value must be bound once, and each binding have its value");

/** The body of `notifications:send`, as api-version 2024-08-30 takes it; unknown fields are refused, so that typos show. */
export const Notification = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("text"), content: z.string().min(1).max(4_096) }),
  z.strictObject({ ...common, kind: z.literal("image"), mediaUri, caption }),
  z.strictObject({ ...common, kind: z.literal("video"), mediaUri, caption }),
  z.strictObject({ ...common, kind: z.literal("audio"), mediaUri }),
  z.strictObject({
    ...common,
    kind: z.literal("document"),
    mediaUri,
    caption,
    fileName: z.string().min(1).optional(),
  }),
  z.strictObject({ ...common, kind: z.literal("template"), template: Template }),
]);
export type Notification = z.infer<typeof Notification>;
