import { randomInt } from "node:crypto";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import {
  type Conversation,
  type ConversationData,
  type ConversationFlavor,
  conversations,
  createConversation,
  type VersionedState,
} from "@grammyjs/conversations";
import {
  Bot,
  type Context,
  InlineKeyboard,
  Keyboard,
  type SessionFlavor,
  session,
  webhookCallback,
} from "grammy";
import { dynamo, dynamoStorage } from "./dynamo-storage.ts";

/**
 * What a competent team writes in an afternoon: a grammY bot that takes reports, with the session plugin
 * and the conversations plugin on DynamoDB. It asks the same questions as Samenspel, in the same order.
 */

interface Profile {
  language: string;
  reports: number;
}
type ReportContext = ConversationFlavor<Context & SessionFlavor<Profile>>;
type InConversation = Context;

const { TELEGRAM_BOT_TOKEN: token = "", TABLE_NAME: table = "", TELEGRAM_API_ROOT: apiRoot } = process.env;

const categories: readonly (readonly [key: string, label: string])[] = [
  ["waste", "Afval"],
  ["clean", "Schone straat"],
  ["street", "Straat, stoep en verkeer"],
  ["bridges", "Bruggen en kades"],
  ["parking", "Parkeren"],
  ["transport", "Bus, tram en trein"],
  ["green", "Groen en speelplekken"],
  ["water", "Water en riool"],
];

async function report(conversation: Conversation<ReportContext, InConversation>, ctx: InConversation) {
  const words = ctx.message?.text ?? "";
  await ctx.reply("Dank je. Ik heb het.\nWaar is het? Typ de straat of de plek.", {
    reply_markup: new Keyboard().requestLocation("Deel mijn locatie").text("Sla over").oneTime().resized(),
  });

  const where = await conversation.waitFor(["message:text", "message:location"]);
  const place = where.message.text ?? "Gedeelde locatie";
  await where.reply("Heb je een foto? Dan kun je die nu sturen. Het hoeft niet.", {
    reply_markup: new InlineKeyboard().text("Geen foto", "photos:none").text("Gooi weg", "stop"),
  });

  let photo: string | undefined;
  const photos = await conversation.waitFor(["message:photo", "callback_query:data"]);
  if (photos.callbackQuery) {
    await photos.answerCallbackQuery();
    if (photos.callbackQuery.data === "stop") return thrownAway(photos);
  } else photo = photos.message?.photo?.at(-1)?.file_id;

  const buttons = new InlineKeyboard();
  categories.forEach(([key, label], index) => {
    buttons.text(label, `category:${key}`);
    if (index % 2 === 1) buttons.row();
  });
  await photos.reply("Waar gaat het over?", { reply_markup: buttons.row().text("Gooi weg", "stop") });

  const chosen = await conversation.waitForCallbackQuery([/^category:/, "stop"]);
  await chosen.answerCallbackQuery();
  if (chosen.callbackQuery.data === "stop") return thrownAway(chosen);
  const category = chosen.callbackQuery.data?.replace("category:", "") ?? "other";
  const label = categories.find(([key]) => key === category)?.[1] ?? "Iets anders";
  await chosen.editMessageText(
    `Klopt dit? Dan verstuur ik het naar de gemeente.\n“${words}”\n${photo ? "Met foto" : "Zonder foto"}\nPlek: ${place}\nOnderwerp: ${label}`,
    { reply_markup: new InlineKeyboard().text("Verstuur", "send").row().text("Gooi weg", "stop") },
  );

  const confirmed = await conversation.waitForCallbackQuery(["send", "stop"]);
  await confirmed.answerCallbackQuery();
  if (confirmed.callbackQuery.data === "stop") return thrownAway(confirmed);
  const number = await conversation.external(async (outside) => {
    const id = String(randomInt(10_000_000, 100_000_000));
    const created = new Date().toISOString();
    await dynamo.send(
      new PutCommand({
        TableName: table,
        Item: {
          pk: `issue#${id}`,
          by: outside.chatId,
          words,
          place,
          category,
          photo,
          created,
          status: "new",
        },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
    outside.session.reports += 1;
    return id;
  });
  await confirmed.editMessageReplyMarkup();
  await confirmed.reply(
    `Dank je wel. De gemeente heeft je verhaal. Het nummer is ${number.slice(0, 4)}-${number.slice(4)}.`,
  );
}

async function thrownAway(ctx: Context): Promise<void> {
  await ctx.reply("Ik heb het weggegooid. De gemeente heeft niets gekregen.");
}

const bot = new Bot<ReportContext>(token, {
  // Provided, so that a cold start need not ask Telegram who the bot is.
  botInfo: {
    id: Number(token.split(":")[0]),
    is_bot: true,
    first_name: "Meldingen",
    username: "meldingen_bot",
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
    supports_guest_queries: false,
  },
  ...(apiRoot && { client: { apiRoot } }),
});

bot.use(
  session({
    initial: (): Profile => ({ language: "nl", reports: 0 }),
    storage: dynamoStorage<Profile>(table, "session"),
  }),
);
bot.use(
  conversations<ReportContext, InConversation>({
    storage: dynamoStorage<VersionedState<ConversationData>>(table, "conversation"),
  }),
);
bot.command("start", async (ctx) => {
  await ctx.conversation.exitAll();
  await ctx.reply("Hoi. Wat speelt er in jouw buurt? Vertel het hier.");
});
bot.use(createConversation(report));
bot.on("message:text", (ctx) => ctx.conversation.enter("report"));

export const handler = webhookCallback(bot, "aws-lambda-async", {
  secretToken: process.env.TELEGRAM_WEBHOOK_SECRET,
});
