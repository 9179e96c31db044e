import { readFileSync } from 'node:fs';
import { builtInTemplates, templateFault, templateFields, templatePurposes } from '@app/courier';
import type { MessageType } from '@app/outbox';
import { locales, mails, templatesWith, texts, types, typesAndLocales, usual } from './message-samples.js';

/** 3GPP TS 23.038 6.2.1: what one SMS holds 160 of. The extension table counts twice. */
const gsm = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

const partsOf = (type: MessageType, locale: 'id' | 'en'): [string, string][] =>
  Object.entries(builtInTemplates[type][locale]) as [string, string][];

/** The fields that a template names, each once. */
const fieldsIn = (words: string): string[] => [
  ...new Set([...words.matchAll(/it\.(\w+)/g)].map(([, field = '']) => field)),
];

describe('The built-in templates', () => {
  const templates = templatesWith();

  it.each(typesAndLocales)('%s (%s) passes the check that overriding ones must pass', (type, locale) => {
    for (const [, text] of partsOf(type, locale))
      expect(templateFault(text, templateFields[type])).toBeNull();
  });

  it('are checked against the fields that their messages carry, and no others', () => {
    for (const type of types)
      expect([...templateFields[type]].toSorted()).toEqual(Object.keys(usual[type]).toSorted());
  });

  it.each(typesAndLocales)('%s (%s) leaves no tag standing', (type, locale) => {
    const { subject, text, html } = templates.render(type, locale, usual[type]);
    for (const part of [subject, text, html]) expect(part ?? '').not.toMatch(/<%|%>|undefined|null|\[object/);
  });

  it.each(typesAndLocales)('%s (%s) says what it is for, the same in text and HTML', (type, locale) => {
    const parts = partsOf(type, locale).filter(([part]) => part !== 'subject');
    const named = parts.map(([, words]) => fieldsIn(words).toSorted());
    for (const fields of named) expect(fields).toEqual(named[0]);
    expect(named[0]).toContain(templatePurposes[type]);
  });

  it.each(mails)('%s (%s) has a subject of one short line', (type, locale) => {
    const { subject } = templates.render(type, locale, usual[type]);
    expect(subject).toMatch(/^[^\p{C}\n]{10,60}$/u);
  });

  it.each(texts)('%s (%s) fits one SMS', (type, locale) => {
    const { subject, text } = templates.render(type, locale, usual[type]);
    expect(subject).toBeNull();
    expect(text).toMatch(gsm);
    expect(text.length).toBeLessThanOrEqual(160);
  });

  it.each(mails)('%s (%s) isolates names that are written the other way', (type, locale) => {
    const name = 'عمر الخيام';
    const html =
      templates.render(type, locale, { ...usual[type], username: name, firstName: name }).html ?? '';
    expect(html.replaceAll(`<bdi>${name}</bdi>`, '')).not.toContain(name);
    expect(html).toContain(`<bdi>${name}</bdi>`);
  });

  it.each(mails)('%s (%s) asks no other server for anything and says its language', (type, locale) => {
    const html = templates.render(type, locale, usual[type]).html ?? '';
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).not.toMatch(/<script|<img|<link|<iframe|\ssrc=|url\(|@import|\son\w+=/i);
    const links = [...html.matchAll(/https?:[^"<\s]*/g)].map(([found]) => found);
    const { link } = usual[type] as { link?: string };
    expect(new Set(links)).toEqual(new Set(link === undefined ? [] : [link]));
  });

  it('say ON Indonesia where the signup named no platform', () => {
    for (const locale of locales)
      expect(
        templates.render('account-created', locale, { ...usual['account-created'], platform: null }),
      ).toMatchObject({
        subject: expect.stringContaining('ON Indonesia') as string,
        text: expect.stringContaining('ON Indonesia') as string,
      });
  });

  it('are listed in docs/delivery.md with their fields, their channel and what they must name', () => {
    const rows = [
      ...readFileSync('docs/delivery.md', 'utf8').matchAll(
        /^\| `([\w-]+)` \| (mail|SMS) \| (.*) \| `(\w+)` \|$/gm,
      ),
    ];
    const listed = rows.map(([, type, channel, fields = '', purpose]) => [
      type,
      channel,
      fields.replaceAll('`', ''),
      purpose,
    ]);
    const known = types.map((type) => {
      const channel = 'html' in builtInTemplates[type].id ? 'mail' : 'SMS';
      return [type, channel, templateFields[type].join(' '), templatePurposes[type]];
    });
    expect(listed).toEqual(known);
  });
});
