import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { call, CallProblem } from '../../ui/call.ts';
import { Page } from '../../ui/page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, Loading, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { listOrganisations } from '../system/api.ts';
import { getRegister, listRegisters, putRegister } from './api.ts';
import { DefineBasics } from './define-basics.tsx';
import { DefineFields } from './define-fields.tsx';
import { DefineStages } from './define-stages.tsx';
import { type DraftType, draftOf, emptyDraft, faultPath, typeOf } from './draft-type.ts';
import './registers.css';

/** A new type of register, or a change of one: what it lists, which fields, through which stages. */
export function DefinePage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const { register } = useSearch({ from: '/$jurisdiction/define-register' });
  const reader = useReader();
  const title = register === undefined ? t('新建台账', 'New register') : t('改台账的栏目', 'Change a register');
  return (
    <Page title={title} className="register-define">
      <p className="trail">
        <Link to="/$jurisdiction/registers" params={{ jurisdiction }}>
          {t('台账', 'Registers')}
        </Link>
      </p>
      {reader.today === '' ? (
        <Loading />
      ) : !reader.capabilities.includes('register.define') ? (
        <Empty main title={t('新建和修改台账要用规划管理的账号', 'Registers are defined with a plan office account')} />
      ) : (
        <>
          <h1>{title}</h1>
          <p className="lead">
            {t(
              '说明每条记录要填哪些栏目、经过哪些阶段；表单、表格、看板、导入模板都由此生成。',
              'Say which fields a record has and which stages it passes; forms, tables, boards and sheets are made from it.',
            )}
          </p>
          {register === undefined ? (
            <Define before={emptyDraft()} known={null} />
          ) : (
            <Change key={register} register={register} />
          )}
        </>
      )}
    </Page>
  );
}

function Change({ register }: { register: string }) {
  const { jurisdiction } = usePlace();
  const query = useReading(getRegister, { params: { jurisdiction, register } });
  return (
    <Await query={query}>
      {(data) => (
        <Define
          key={data.base}
          before={draftOf(data.type)}
          known={{ id: register, base: data.base, locked: data.locked }}
        />
      )}
    </Await>
  );
}

/** The register that is changed: the definition that it is made from, and what belongs to the program. */
interface Known {
  id: string;
  base: number;
  locked: { fields: readonly string[]; stages: readonly string[] };
}

function Define({ before, known }: { before: DraftType; known: Known | null }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(before);
  const form = useRef<HTMLFormElement>(null);
  const organisations = useReading(listOrganisations, { params: { jurisdiction } });
  const registers = useReading(listRegisters, { params: { jurisdiction } });
  const save = useMutation({
    mutationFn: () =>
      call(putRegister, {
        params: { jurisdiction, register: draft.id.trim() },
        body: { type: typeOf(draft), ...(known && { base: known.base }) },
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries();
      await navigate({ to: '/$jurisdiction/registers/$register', params: { jurisdiction, register: id } });
    },
  });
  const problem = save.error instanceof CallProblem ? save.error.body : null;
  const fault = problem?.where === undefined ? undefined : faultPath(draft, problem.where);
  useEffect(() => {
    if (fault !== undefined)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .is-faulty input')?.focus();
  }, [fault]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const part = { draft, fault, onChange: (change: Partial<DraftType>) => setDraft((now) => ({ ...now, ...change })) };
  return (
    <form className="define" ref={form} onSubmit={submit} noValidate>
      <DefineBasics {...part} known={known !== null} organisations={organisations.data?.organisations ?? []} />
      <DefineFields {...part} registers={registers.data?.registers ?? []} locked={known?.locked.fields ?? []} />
      <DefineStages {...part} locked={known?.locked.stages ?? []} />
      {save.error && <ProblemBox error={save.error} />}
      <p className="form-foot">
        <button type="submit" className="button is-main" disabled={save.isPending}>
          {known === null ? t('建这本台账', 'Add the register') : t('保存', 'Save')}
        </button>
        {known === null ? (
          <Link className="button" to="/$jurisdiction/registers" params={{ jurisdiction }}>
            {t('取消', 'Cancel')}
          </Link>
        ) : (
          <Link
            className="button"
            to="/$jurisdiction/registers/$register"
            params={{ jurisdiction, register: known.id }}
          >
            {t('不改了', 'Cancel')}
          </Link>
        )}
      </p>
    </form>
  );
}
