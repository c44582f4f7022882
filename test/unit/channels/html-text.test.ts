import * as fc from "fast-check";
import { expect, test } from "vitest";
import { htmlToText } from "../../../channels/html-text.ts";

test.each([
  ["paragraphs are lines", "<p>one</p><p>two</p>", "one\ntwo"],
  ["so are breaks of every spelling", "a<br>b<br/>c<BR />d", "a\nb\nc\nd"],
  [
    "two breaks leave an empty line, ten do too",
    `a${"<br>".repeat(2)}b${"<br>".repeat(10)}c`,
    "a\n\nb\n\nc",
  ],
  [
    "items of a list are lines",
    "<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>after",
    "one\ntwo\nafter",
  ],
  ["tags inside a word go", "<b>bo</b>ld and <i class='x'>italic</i>", "bold and italic"],
  ["white space of the source is one space", "<div>\n   a\n\n   b </div>", "a b"],
  ["cells are apart", "<table><tr><td>a</td><td>b</td></tr></table>", "a b"],
  [
    "entities are characters",
    "Tom &amp; &#74;erry &#x1F600; &iquest;qu&eacute;?&nbsp;",
    "Tom & Jerry 😀 ¿qué?",
  ],
  ["an escaped tag is text", "&lt;script&gt;x&lt;/script&gt;", "<script>x</script>"],
  ["entities are decoded once", "&amp;lt;b&amp;gt;", "&lt;b&gt;"],
  ["unknown entities stay", "&madeup; &valueOf; AT&T &", "&madeup; &valueOf; AT&T &"],
  ["impossible characters are marked", "&#0;&#xD800;&#x110000;", "���"],
  [
    "scripts and styles go with what is in them",
    "a<script>if (1<2) x()</script>b<style>p{}</style >c",
    "abc",
  ],
  ["an unclosed script takes the rest", "a<script>b", "a"],
  ["comments go", "a<!-- <b> -->b<!doctype html>c", "abc"],
  ["a sign that opens no tag stays", "2 < 3 <3 a<", "2 < 3 <3 a<"],
  ["a sign in an attribute does not end the tag", `<a title="x > y">z</a>`, "z"],
  [
    "a link keeps its address",
    `see <a href="https://x.test/a?b=1&amp;c=2">here</a>.`,
    "see here (https://x.test/a?b=1&c=2).",
  ],
  ["unless it is the text", `<a href="https://x.test/">https://x.test</a>`, "https://x.test"],
  [
    "a link that is no address goes",
    `<a href="javascript:alert(1)">x</a><a href='mailto:a@b.c'>y</a>`,
    "xy",
  ],
  ["an emoji as a picture is its sign", `ok <img class="e" alt="👍" src="x">`, "ok 👍"],
  ["nothing stays nothing", "", ""],
])("%s", (_name, html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test("text without tags or entities only loses white space", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }).filter((text) => !/[<>&]/.test(text)),
      (text) => {
        expect(htmlToText(text)).toBe(text.replaceAll(/\s+/g, " ").trim());
      },
    ),
  );
});

test.each([
  ["<"],
  ["<a"],
  ["<a '"],
  ['<a href="https://x.test">'],
  ["<p>a"],
  ["<!--"],
  ["<script>"],
  ["&nbsp;"],
  ["</"],
  ["<a \"'"],
])("a megabyte of %j takes no time", (piece) => {
  const html = piece.repeat(1_000_000 / piece.length);
  const before = performance.now();
  htmlToText(html);
  expect(performance.now() - before).toBeLessThan(1_000);
});
