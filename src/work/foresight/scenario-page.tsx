import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../../ui/call.ts';
import { dayText } from '../../ui/format.ts';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { usePolled } from '../../ui/run-mark.tsx';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, Loading, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import {
  computeScenario,
  dropScenario,
  getBoard,
  listScenarios,
  saveScenario,
  type Board,
  type ScenarioBody,
} from './api.ts';
import { Comparison } from './comparison.tsx';
import { Frame } from './frame.tsx';
import { startOf } from './start.ts';

/** What if: assumptions changed, the outcomes side by side. Nothing of it is evidence. */
export function ScenarioPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const reader = useReader();
  const { s } = useSearch({ from: '/$jurisdiction/foresight/scenarios' });
  const allowed = reader.capabilities.includes('evidence.read');
  const board = usePolled(getBoard, { params: { jurisdiction }, query: asOfOnly(asOf) });
  const saved = useReading(listScenarios, { params: { jurisdiction } }, { enabled: allowed });
  const title = t('情景', 'Scenarios');
  if (reader.today === '') {
    return (
      <Frame title={title}>
        <Loading />
      </Frame>
    );
  }
  if (!allowed) {
    return (
      <Frame title={title}>
        <Empty main title={t('情景要用单位的账号', 'Scenarios need an account of an organisation')}>
          <Link
            className="button is-main"
            to="/sign-in"
            search={{ to: window.location.pathname + window.location.search }}
          >
            {t('登录', 'Sign in')}
          </Link>
        </Empty>
      </Frame>
    );
  }
  return (
    <Frame title={title} demo={board.data?.demo ?? false}>
      <h1>{t('情景', 'Scenarios')}</h1>
      <p className="lead">
        {t(
          '如果……会怎样：改增速、加项目、推迟项目、改目标，和基准并排比。情景只是推演，不进账本，不改任何数。',
          'What if: change growth, add or delay projects, revise targets, and compare with the base. A scenario is a thought: it is not in the ledger and changes no figure.',
        )}
      </p>
      <Await query={board}>
        {(data) => (
          <Await query={saved}>
            {({ scenarios }) => {
              const open = scenarios.find((item) => item.id === s);
              if (s !== undefined && !open)
                return (
                  <Empty
                    title={t('没有这个情景，可能已被删掉', 'There is no such scenario; it may have been deleted')}
                  />
                );
              if (data.targets.length === 0)
                return data.run.updating ? (
                  <Loading />
                ) : (
                  <Empty title={t('没有可以推演的目标', 'There is no target to think about')} />
                );
              return (
                <>
                  <SavedList scenarios={scenarios} current={s} />
                  <Workbench
                    key={s ?? ''}
                    board={data}
                    start={
                      open?.body ?? {
                        commitments: startOf(data),
                        variants: [{ name: t('方案一', 'Variant 1'), changes: [] }],
                      }
                    }
                    name={open?.name ?? ''}
                  />
                </>
              );
            }}
          </Await>
        )}
      </Await>
    </Frame>
  );
}

function SavedList({
  scenarios,
  current,
}: {
  scenarios: readonly { id: string; name: string; createdBy: string; createdAt: string; mine: boolean }[];
  current: string | undefined;
}) {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const navigate = useNavigate({ from: '/$jurisdiction/foresight/scenarios' });
  const drop = useMutation({
    mutationFn: (scenario: string) => call(dropScenario, { params: { jurisdiction, scenario } }),
    onSuccess: async () => {
      await navigate({ search: (old) => ({ ...old, s: undefined }) });
      await queries.invalidateQueries({ queryKey: [listScenarios.path] });
    },
  });
  if (scenarios.length === 0) return null;
  const open = scenarios.find((item) => item.id === current);
  return (
    <section aria-label={t('已保存的情景', 'Saved scenarios')} className="scenario-saved">
      <span className="soft">{t('已保存：', 'Saved:')}</span>
      {scenarios.map((item) => (
        <Link
          key={item.id}
          className="chip"
          to="/$jurisdiction/foresight/scenarios"
          params={{ jurisdiction }}
          search={{ s: item.id }}
          aria-current={item.id === current ? 'true' : undefined}
        >
          {item.name}
        </Link>
      ))}
      {open && (
        <p className="soft small">
          {open.createdBy} · {dayText(open.createdAt, lang)} ·{' '}
          {t('把本页地址发给同事，对方看到的就是它。', 'Send the address of this page to share it.')}{' '}
          {open.mine && (
            <button
              type="button"
              className="text-button"
              disabled={drop.isPending}
              onClick={() => drop.mutate(open.id)}
            >
              {t('删掉', 'Delete')}
            </button>
          )}
        </p>
      )}
      {drop.error && <ProblemBox error={drop.error} />}
    </section>
  );
}

/** One scenario under work: what is chosen, and what follows from it. */
function Workbench({ board, start, name }: { board: Board; start: ScenarioBody; name: string }) {
  const { t, tx } = useText();
  const { jurisdiction, asOf } = usePlace();
  const [body, setBody] = useState(start);
  const [asked, setAsked] = useState(start);
  // A slider on the move does not ask at each step.
  useEffect(() => {
    const wait = setTimeout(() => setAsked(body), 350);
    return () => clearTimeout(wait);
  }, [body]);
  const answer = useQuery({
    queryKey: [computeScenario.path, jurisdiction, asOf ?? '', JSON.stringify(asked), board.run.head],
    queryFn: () => call(computeScenario, { params: { jurisdiction }, query: asOfOnly(asOf), body: asked }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
  const flip = (id: string) =>
    setBody((now) => {
      const commitments = now.commitments.includes(id)
        ? now.commitments.filter((other) => other !== id)
        : [...now.commitments, id];
      return commitments.length === 0 || commitments.length > 6 ? now : { ...now, commitments };
    });
  return (
    <>
      <details className="scenario-choose">
        <summary>
          {t(
            `看哪些目标（${body.commitments.length} 项，最多 6 项）`,
            `Which targets (${body.commitments.length}, at most 6)`,
          )}
        </summary>
        <div className="chips">
          {board.targets.map((target) => (
            <button
              key={target.commitment}
              type="button"
              className="chip"
              aria-pressed={body.commitments.includes(target.commitment)}
              onClick={() => flip(target.commitment)}
            >
              {tx(target.title)}
            </button>
          ))}
        </div>
      </details>
      {answer.error ? (
        <ProblemBox error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.data ? (
        <Comparison body={body} answer={answer.data} stale={answer.isFetching || asked !== body} onChange={setBody} />
      ) : (
        <Loading lines={6} />
      )}
      <Save key={name} body={body} name={name} />
    </>
  );
}

function Save({ body, name }: { body: ScenarioBody; name: string }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const navigate = useNavigate({ from: '/$jurisdiction/foresight/scenarios' });
  const [given, setGiven] = useState(name);
  const save = useMutation({
    mutationFn: () => call(saveScenario, { params: { jurisdiction }, body: { name: given, body } }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: [listScenarios.path] });
      await navigate({ search: (old) => ({ ...old, s: id }) });
    },
  });
  return (
    <form
      className="scenario-save"
      onSubmit={(event) => {
        event.preventDefault();
        if (given.trim() !== '') save.mutate();
      }}
    >
      {save.error && <ProblemBox error={save.error} />}
      <label>
        {t('存为', 'Save as')}{' '}
        <input className="field" maxLength={80} value={given} onChange={(event) => setGiven(event.target.value)} />
      </label>
      <button type="submit" className="button is-main" disabled={given.trim() === '' || save.isPending}>
        {t('保存并生成可分享的地址', 'Save and get an address to share')}
      </button>
    </form>
  );
}
