import type { Command } from 'commander';
import { nearestSpellings } from '../../problems/nearest';
import { UserError } from '../../problems/problem';
import { quote } from '../../problems/quote';
import { drawTopic } from './draw';
import { TOPICS } from './list';

/**
 * What `help WORD` says where the word is no command: the page of a topic, in lines of `width`.
 * @throws UserError for a word that is no topic either
 */
export async function topicPage({ args, commands }: Command, width: number): Promise<string> {
  const word = args[1] ?? '';
  const topic = TOPICS.find(({ name }) => name === word.toLowerCase());
  if (topic !== undefined) {
    return drawTopic(`${topic.name}: ${topic.summary}`, await topic.blocks(), width);
  }
  const topics = TOPICS.map(({ name }) => name);
  const known = commands.map((command) => command.name()).filter((name) => name !== 'complete');
  const nearest = nearestSpellings(word, [...known, ...topics]);
  throw new UserError('usage', {
    message: `There is no command and no topic ${quote(word)}.`,
    hint:
      nearest.length > 0
        ? `Did you mean ${nearest.join(' or ')}?`
        : `Commands: ${known.join(', ')}; topics: ${topics.join(', ')}.`,
  });
}
