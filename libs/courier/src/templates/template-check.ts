const anyTag = /<%[\s\S]*?(?:%>|$)/g;
const namingTag = /^<%=\s*it\.([A-Za-z]+)\s*%>$/;

/** What is wrong with a template's text, or null: it may name its type's fields and do nothing else. */
export function templateFault(text: string, fields: readonly string[]): string | null {
  if (text.trim() === '') return 'is empty';
  for (const [tag] of text.matchAll(anyTag)) {
    const field = namingTag.exec(tag)?.[1];
    if (field === undefined) return `has the tag ${tag.slice(0, 40)}; only <%= it.field %> is allowed`;
    if (!fields.includes(field)) return `names ${field}; it may name ${fields.join(', ')}`;
  }
  return null;
}
