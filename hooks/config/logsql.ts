import { err, ok, type Result } from '../lib/result.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words of a filter behind which a parenthesis may stand. Source: https://docs.victoriametrics.com/victorialogs/logsql/#filters */
const filters = words(`
  and array_contains_all array_contains_any contains_all contains_any contains_common_case eq_field equals_common_case
  exact i in ipv4_range ipv6_range json_array_contains_all json_array_contains_any le_field len_range lt_field not
  options or pattern_match pattern_match_full pattern_match_prefix pattern_match_suffix range re seq string_range
  value_type`);

/** Functions of the stats pipe; the word stats in front of them may be left out. Source: https://docs.victoriametrics.com/victorialogs/logsql/#stats-pipe-functions */
const stats = words(`
  stats by avg count count_empty count_uniq count_uniq_hash field_max field_min first histogram json_values last max
  median min quantile quantiles rate rate_sum row_any row_max row_min stddev sum sum_len uniq_values values`);

const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[\p{L}\p{Nd}_.\-/]+|\s+|["'`]|[^\s]/gsu;

/**
 * Is the text a LogsQL query that vmalert can evaluate, that is, one with a stats pipe? Only what tells LogsQL from other languages is
 * checked: quotes, words directly before a parenthesis, the pipe. The rest is left to the program.
 */
export function checkStatsQuery(text: string): Result<void, string> {
  const tokens = (text.match(token) ?? []).filter((word) => !isComment(word));
  const open = tokens.find((word) => /^["'`]$/.test(word));
  if (open !== undefined) return err(`cannot find closing quote ${open}`);
  const firstPipe = tokens.indexOf('|');
  const filter = firstPipe < 0 ? tokens : tokens.slice(0, firstPipe);
  const stray = filter.find(
    (word, index) => filter[index + 1] === '(' && isWord(word) && !filters.has(word.toLowerCase()),
  );
  if (stray !== undefined) {
    const place = `between ${JSON.stringify(stray)} and "("`;
    return err(`missing whitespace or ':' ${place}; probably, the whole string must be put into quotes`);
  }
  if (!hasStats(tokens)) return err('missing `| stats ...` pipe');
  return ok(undefined);
}

function isWord(word: string): boolean {
  return /^[\p{L}\p{Nd}_]/u.test(word);
}

function isComment(word: string): boolean {
  return word.startsWith('#');
}

function hasStats(tokens: readonly string[]): boolean {
  const dense = tokens.filter((word) => word.trim() !== '');
  return dense.some((word, index) => word === '|' && stats.has((dense[index + 1] ?? '').toLowerCase()));
}
