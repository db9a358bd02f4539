package storage

import (
	"context"

	"dateline/timeline"
)

type kindRow struct {
	Kind       string
	InGroup    string
	Label      string
	Cameo      string
	MediaTopic string
	Created    int64
}

func (kindRow) TableName() string { return "kinds" }

// AddKind stores a kind of the newsroom's own. A name that is taken is
// Conflicting, naming "kind".
func (s *Store) AddKind(ctx context.Context, k timeline.KindInfo) error {
	row := kindRow{string(k.Kind), string(k.Group), k.Label, k.CAMEO, k.MediaTopic, instant(s.now())}
	if err := s.write.WithContext(ctx).Create(&row).Error; err != nil {
		return taken(err, "kind", "%q is there already", k.Kind)
	}
	return nil
}

// Kinds returns the newsroom's own kinds in the order in which they came.
func (s *Store) Kinds(ctx context.Context) ([]timeline.KindInfo, error) {
	var rows []kindRow
	if err := s.view(ctx).Order("created, kind").Find(&rows).Error; err != nil {
		return nil, err
	}
	kinds := make([]timeline.KindInfo, len(rows))
	for i, r := range rows {
		kinds[i] = timeline.KindInfo{
			Kind: timeline.Kind(r.Kind), Group: timeline.Group(r.InGroup), Label: r.Label, CAMEO: r.Cameo, MediaTopic: r.MediaTopic,
		}
	}
	return kinds, nil
}
