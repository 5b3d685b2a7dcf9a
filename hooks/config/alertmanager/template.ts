/**
 * Why a text is no template of Go, as far as its actions can be told apart: each is closed and says something. Null where nothing is found.
 * What the actions mean is left to Alertmanager. Source: https://pkg.go.dev/text/template
 */
export function whyTemplateWrong(text: string): string | null {
  // Braces inside of quotes and comments belong to them.
  const action = /\{\{(?:\/\*.*?\*\/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`}]|\}(?!\}))*\}\}/gs;
  const rest = text.replace(action, (found) => (/^\{\{-?\s*-?\}\}$/.test(found) ? '{{}}' : ''));
  if (rest.includes('{{}}')) return 'missing value for command';
  return rest.includes('{{') ? 'unclosed action' : null;
}
