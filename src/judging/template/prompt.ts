import { renderTemplate, type TemplateName, type TemplateValues, templateUses } from './render.ts';

/** How the user's own criteria are introduced to the judge. */
export const criteriaWords = 'Judge by these criteria, which the user has set, before any others:';

/** The place of the criteria in the tasks' own templates: a paragraph that is not there when there are none. */
export const criteriaPart = `{% if criteria %}
${criteriaWords}
{{ criteria }}
{% endif %}`;

/** What a prompt has to say, whether its template has a place for it or not. */
export interface PromptNeeds {
  /** A template of the user's own says how to reply, but can't know of explanations and of JSON that options ask for. */
  isFormAsked: boolean;
  /** A name that brings the criteria and the form of the reply along. */
  bringing?: TemplateName;
}

/**
 * Renders a template, and appends what it has no place for: the user's criteria, and the form of the reply where options
 * ask for another one than the template can know. Both are values, no part of the template: nothing in them is rendered.
 */
export function renderPrompt(template: string, values: TemplateValues, { isFormAsked, bringing }: PromptNeeds): string {
  const lacks = (name: TemplateName) =>
    !templateUses(template, name) && !(bringing !== undefined && templateUses(template, bringing));
  const { criteria, reply_form: form } = values;
  const parts = [renderTemplate(template, values)];
  if (criteria && lacks('criteria')) parts.push(`${criteriaWords}\n${criteria}`);
  if (form && isFormAsked && lacks('reply_form')) parts.push(String(form));
  return parts.join('\n\n');
}
