import { z } from "zod";

const Short = (max: number) => z.string().min(1).max(max);
const ReplyId = (max: number) => Short(max).refine((id) => id.trim() === id);

function areUnique(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

const Buttons = z
  .array(
    z.strictObject({
      type: z.literal("reply"),
      reply: z.strictObject({ id: ReplyId(256), title: Short(20) }),
    }),
  )
  .min(1)
  .max(3)
  .refine((buttons) => areUnique(buttons.map(({ reply }) => reply.id)), "ids there twice")
  .refine((buttons) => areUnique(buttons.map(({ reply }) => reply.title)), "titles there twice");

const Row = z.strictObject({
  id: ReplyId(200),
  title: Short(24),
  description: z.string().max(72).optional(),
});

const Sections = z
  .array(z.strictObject({ title: Short(24).optional(), rows: z.array(Row).min(1) }))
  .min(1)
  .max(10)
  .refine((sections) => sections.flatMap(({ rows }) => rows).length <= 10, "more than ten rows")
  .refine((all) => areUnique(all.flatMap(({ rows }) => rows.map(({ id }) => id))), "ids twice")
  .refine((all) => all.length === 1 || all.every(({ title }) => title), "sections without titles");

const around = {
  header: z.strictObject({ type: z.literal("text"), text: Short(60) }).optional(),
  body: z.strictObject({ text: Short(1_024) }),
  footer: z.strictObject({ text: Short(60) }).optional(),
};

const Interactive = z.discriminatedUnion("type", [
  z.strictObject({
    ...around,
    type: z.literal("button"),
    action: z.strictObject({ buttons: Buttons }),
  }),
  z.strictObject({
    ...around,
    type: z.literal("list"),
    action: z.strictObject({ button: Short(20), sections: Sections }),
  }),
]);

/** Neither line breaks nor tabs nor more than four spaces in a row. */
const Parameter = z.strictObject({
  type: z.literal("text"),
  text: Short(1_024).regex(/^(?!.*(?:[\n\t]| {5}))/s),
});

const Template = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  language: z.strictObject({ code: z.string().regex(/^[a-z]{2,3}(?:_[A-Z]{2,3})?$/) }),
  components: z
    .array(z.strictObject({ type: z.literal("body"), parameters: z.array(Parameter).min(1) }))
    .optional(),
});
type Template = z.infer<typeof Template>;

const file = { id: Short(64) };
const caption = Short(1_024).optional();
const UserId = z.string().regex(/^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/);

const common = {
  messaging_product: z.literal("whatsapp"),
  recipient_type: z.literal("individual").optional(),
  to: z
    .string()
    .regex(/^[1-9]\d{6,14}$/)
    .optional(),
  recipient: UserId.optional(),
  context: z.strictObject({ message_id: Short(512) }).optional(),
  biz_opaque_callback_data: Short(512).optional(),
};

/** The body of `POST /messages` that says something; unknown fields are refused, so that typos show. */
export const MetaBody = z
  .discriminatedUnion("type", [
    z.strictObject({
      ...common,
      type: z.literal("text"),
      text: z.strictObject({ body: Short(4_096), preview_url: z.boolean().optional() }),
    }),
    z.strictObject({ ...common, type: z.literal("interactive"), interactive: Interactive }),
    z.strictObject({ ...common, type: z.literal("template"), template: Template }),
    z.strictObject({
      ...common,
      type: z.literal("image"),
      image: z.strictObject({ ...file, caption }),
    }),
    z.strictObject({
      ...common,
      type: z.literal("video"),
      video: z.strictObject({ ...file, caption }),
    }),
    z.strictObject({ ...common, type: z.literal("audio"), audio: z.strictObject(file) }),
    z.strictObject({
      ...common,
      type: z.literal("document"),
      document: z.strictObject({ ...file, caption, filename: Short(240).optional() }),
    }),
    z.strictObject({
      ...common,
      type: z.literal("reaction"),
      reaction: z.strictObject({ message_id: Short(512), emoji: z.string() }),
    }),
  ])
  .refine(({ to, recipient }) => (to === undefined) !== (recipient === undefined), "to whom?");
export type MetaBody = z.infer<typeof MetaBody>;

/** The body of `POST /messages` that marks a customer's message as read. */
export const MetaRead = z.strictObject({
  messaging_product: z.literal("whatsapp"),
  status: z.literal("read"),
  message_id: Short(512),
  typing_indicator: z.strictObject({ type: z.literal("text") }).optional(),
});
export type MetaRead = z.infer<typeof MetaRead>;

/** How many parameters a template was given. */
export function parameterCount({ components = [] }: Template): number {
  return components.flatMap(({ parameters }) => parameters).length;
}
