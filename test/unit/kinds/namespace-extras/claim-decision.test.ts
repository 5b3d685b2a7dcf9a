import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClaimDecision,
  type ClaimFacts,
  decideClaim,
} from '../../../../hooks/kinds/namespace-extras/claim-decision.ts';

const facts = (patch: Partial<ClaimFacts>): ClaimFacts => ({
  claim: 'live',
  isAttached: false,
  wish: 'none',
  isIntentRight: false,
  intent: 'none',
  ...patch,
});

describe('decideClaim', () => {
  it.each<{ name: string; facts: Partial<ClaimFacts>; decision: ClaimDecision }>([
    { name: 'a new CR', facts: { claim: 'absent', wish: 'active' }, decision: 'create' },
    { name: 'a living CR', facts: { wish: 'active', intent: 'living' }, decision: 'converge' },
    {
      name: 'a CR recreated under the same name while its claim is on the way out',
      facts: { wish: 'active', intent: 'gone', isAttached: true },
      decision: 'converge',
    },
    {
      name: 'a claim deleted by hand comes back once it is gone',
      facts: { claim: 'terminating', wish: 'active' },
      decision: 'converge',
    },
    { name: 'a paused CR creates nothing', facts: { claim: 'absent', wish: 'frozen' }, decision: 'leave' },
    { name: 'a paused CR, nothing to do', facts: { wish: 'frozen', isIntentRight: true }, decision: 'leave' },
    {
      name: 'removePvcAfterDelete toggled while paused',
      facts: { wish: 'frozen', isIntentRight: false },
      decision: 'mark',
    },
    {
      name: 'a paused CR recreated while its claim is on the way out',
      facts: { wish: 'frozen', isIntentRight: true, isAttached: true },
      decision: 'mark',
    },
    { name: 'CR gone, no intent', facts: { intent: 'none' }, decision: 'leave' },
    { name: 'CR gone with its intent', facts: { intent: 'gone' }, decision: 'attach' },
    { name: 'CR gone with its intent, second step', facts: { intent: 'gone', isAttached: true }, decision: 'remove' },
    { name: 'already being deleted', facts: { claim: 'terminating', intent: 'gone' }, decision: 'leave' },
    {
      name: 'being deleted by us',
      facts: { claim: 'terminating', intent: 'gone', isAttached: true },
      decision: 'remove',
    },
    {
      name: 'the intent was taken away between the steps',
      facts: { intent: 'none', isAttached: true },
      decision: 'detach',
    },
    { name: 'a CR that lives but wants no claim', facts: { intent: 'living' }, decision: 'unmark' },
    { name: 'a CR that cannot be read', facts: { intent: 'unclear' }, decision: 'leave' },
    {
      name: 'a CR that cannot be read, claim attached',
      facts: { intent: 'unclear', isAttached: true },
      decision: 'detach',
    },
    { name: 'nothing at all', facts: { claim: 'absent' }, decision: 'leave' },
  ])('$name: $decision', ({ facts: patch, decision }) => {
    expect(decideClaim(facts(patch))).toBe(decision);
  });

  const anyFacts = fc.record<ClaimFacts>({
    claim: fc.constantFrom('absent', 'live', 'terminating'),
    isAttached: fc.boolean(),
    wish: fc.constantFrom('none', 'active', 'frozen'),
    isIntentRight: fc.boolean(),
    intent: fc.constantFrom('none', 'living', 'unclear', 'gone'),
  });

  it('an attachment is left out only where its CR is gone and nobody else wants it', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const decision = decideClaim({ ...any, claim: any.claim === 'absent' ? 'live' : any.claim, isAttached: true });
        const isOut = decision === 'remove' || decision === 'leave';
        expect(isOut).toBe(any.wish === 'none' && any.intent === 'gone');
        expect(decision).not.toBe('leave');
      }),
    );
  });

  it('only a gone CR makes a claim deletable', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        if (['attach', 'remove'].includes(decideClaim(any)))
          expect(any).toMatchObject({ wish: 'none', intent: 'gone' });
      }),
    );
  });
});
