import { ToggleButton } from 'react-aria-components';
import type { Catalogue } from '../api/types';
import { useCatalogue } from '../state/use_catalogue';
import { labelIn, useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { Icon } from '../ui/Icon';
import type { QuestionProps } from './props';

/** All needs, by group, for choosing without typing. */
export function NeedBrowser({ question, dispatch }: QuestionProps) {
  const { text, language } = useTexts();
  const { needs } = useCatalogue();
  const groups = needs.filter(({ parent }) => parent === null);
  if (groups.length === 0) return null;
  return (
    <Fold title={text('browse_needs')} level={3} icon="list" className="fold-quiet">
      <div className="need-groups">
        {groups.map((group) => {
          const members = [group, ...under(needs, group.id)];
          const chosen = members.filter(({ id }) => question.needs.includes(id)).length;
          return (
            <Fold
              key={group.id}
              title={labelIn(group.label, language)}
              level={4}
              note={chosen > 0 ? text('chosen_count', { count: chosen }) : undefined}
            >
              <div className="toggles">
                {members.map((need) => (
                  <ToggleButton
                    key={need.id}
                    className="toggle"
                    isSelected={question.needs.includes(need.id)}
                    onChange={(chosen) => {
                      dispatch({ type: 'need', id: need.id, chosen });
                    }}
                  >
                    {({ isSelected }) => (
                      <>
                        <Icon name={isSelected ? 'check' : 'plus'} />
                        {need.id === group.id
                          ? text('need_any', { label: labelIn(need.label, language) })
                          : labelIn(need.label, language)}
                      </>
                    )}
                  </ToggleButton>
                ))}
              </div>
            </Fold>
          );
        })}
      </div>
    </Fold>
  );
}

/** Everything below a need, however deep. */
function under(needs: Catalogue['needs'], parent: string): Catalogue['needs'] {
  return needs.filter((need) => need.parent === parent).flatMap((need) => [need, ...under(needs, need.id)]);
}
