import { useText } from '../../ui/text.tsx';
import { type DraftStage, type DraftType, newStage } from './draft-type.ts';

/** The stages in their order: what each asks for before it is entered, how long a record may stay. */
export function DefineStages({
  draft,
  fault,
  onChange,
  locked,
}: {
  /** Stages that the program uses. */
  locked: readonly string[];
  draft: DraftType;
  fault: string | undefined;
  onChange: (change: Partial<DraftType>) => void;
}) {
  const { t } = useText();
  const put = (key: string, change: Partial<DraftStage>) => {
    const old = draft.stages.find((stage) => stage.key === key);
    const renamed = (id: string) => (old && change.id !== undefined && id === old.id ? change.id : id);
    onChange({
      stages: draft.stages
        .map((stage) => ({ ...(stage.key === key ? { ...stage, ...change } : stage) }))
        .map((stage) => ({ ...stage, next: stage.next.map(renamed) })),
    });
  };
  const toggled = (list: string[], id: string, on: boolean) =>
    on ? [...list, id] : list.filter((other) => other !== id);
  return (
    <section className="card define-part">
      <h2>{t('阶段', 'Stages')}</h2>
      <p className="soft">
        {t(
          '没有先后阶段的清单可以不设。每一阶段可以要求先填好若干栏目（凭据），并限定停留的工作日。',
          'A list without stages needs none. A stage may ask for fields as evidence, and limit the working days a record stays.',
        )}
      </p>
      <ol className="define-rows">
        {draft.stages.map((stage) => (
          <li key={stage.key} className={fault?.startsWith(`stages.${stage.key}`) ? 'is-faulty' : ''}>
            <div className="define-grid">
              <label>
                {t('阶段名', 'Name')}
                <input
                  className="field"
                  value={stage.zh}
                  aria-invalid={fault === `stages.${stage.key}.name`}
                  onChange={(event) => put(stage.key, { zh: event.target.value })}
                />
              </label>
              <label>
                {t('停留时限', 'Limit')}
                <textarea
                  className="field"
                  rows={1}
                  value={stage.limits}
                  aria-invalid={fault === `stages.${stage.key}.limits` || fault === `stages.${stage.key}`}
                  placeholder="30"
                  onChange={(event) => put(stage.key, { limits: event.target.value })}
                />
              </label>
              <span className="define-checks">
                <label className="is-check">
                  <input
                    type="checkbox"
                    checked={stage.exit}
                    onChange={(event) => put(stage.key, { exit: event.target.checked })}
                  />{' '}
                  {t('退出（终止、搁置）', 'Off the line (ended, shelved)')}
                </label>
                <label className="is-check">
                  <input
                    type="checkbox"
                    checked={stage.others}
                    onChange={(event) => put(stage.key, { others: event.target.checked })}
                  />{' '}
                  {t('须由另一个人办（不能是办上一步的人）', 'By somebody else than the step before')}
                </label>
              </span>
              <fieldset className="is-wide check-list">
                <legend>{t('进入前要填好', 'Asked for before it is entered')}</legend>
                {draft.fields
                  .filter((field) => field.computed.trim() === '' || stage.requires.includes(field.id))
                  .map((field) => (
                    <label key={field.key} className="is-check">
                      <input
                        type="checkbox"
                        checked={stage.requires.includes(field.id)}
                        onChange={(event) =>
                          put(stage.key, { requires: toggled(stage.requires, field.id, event.target.checked) })
                        }
                      />{' '}
                      {field.zh || field.id}
                    </label>
                  ))}
              </fieldset>
              <details className="is-wide">
                <summary>{t('更多', 'More')}</summary>
                <div className="define-grid">
                  <label>
                    {t('代码', 'Id')}
                    <input
                      className="field"
                      value={stage.id}
                      aria-invalid={fault === `stages.${stage.key}.id`}
                      onChange={(event) => put(stage.key, { id: event.target.value })}
                    />
                  </label>
                  <label>
                    {t('英文名', 'English name')}
                    <input
                      className="field"
                      value={stage.en}
                      onChange={(event) => put(stage.key, { en: event.target.value })}
                    />
                  </label>
                  <fieldset className="is-wide check-list">
                    <legend>
                      {t(
                        '之后可以进入（都不选：列表里的下一个，和各退出阶段）',
                        'May be followed by (none: the next in the list, and those off the line)',
                      )}
                    </legend>
                    {draft.stages
                      .filter((other) => other !== stage)
                      .map((other) => (
                        <label key={other.key} className="is-check">
                          <input
                            type="checkbox"
                            checked={stage.next.includes(other.id)}
                            onChange={(event) =>
                              put(stage.key, { next: toggled(stage.next, other.id, event.target.checked) })
                            }
                          />{' '}
                          {other.zh || other.id}
                        </label>
                      ))}
                  </fieldset>
                  <p className="soft small is-wide">
                    {t(
                      '时限写数字是工作日，15天 是自然日，3月 是月；从进入阶段起算，写“30 从 raised”就从那一栏的日期起算。可以分条件，一行一条：60 area >= 100；没有条件的写在最后。',
                      'A bare number is working days, 15天 natural days, 3月 months; it counts from entering the stage, or from a date: 30 从 raised. It may depend on a filter, one a line: 60 area >= 100; the one without a filter comes last.',
                    )}
                  </p>
                </div>
              </details>
            </div>
            <span className="row-tools">
              <button
                type="button"
                className="text-button"
                disabled={locked.includes(stage.id)}
                title={locked.includes(stage.id) ? t('程序要用，不能去掉', 'The program uses it') : undefined}
                aria-label={t(`去掉阶段“${stage.zh}”`, `Take out ${stage.zh}`)}
                onClick={() =>
                  onChange({
                    stages: draft.stages
                      .filter((other) => other !== stage)
                      .map((other) => ({ ...other, next: other.next.filter((id) => id !== stage.id) })),
                  })
                }
              >
                {t('去掉', 'Take out')}
              </button>
            </span>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="button"
        onClick={() => onChange({ stages: [...draft.stages, newStage(draft.stages)] })}
      >
        {t('加一个阶段', 'Add a stage')}
      </button>
    </section>
  );
}
