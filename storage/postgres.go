package storage

import (
	"fmt"

	pg "gorm.io/driver/postgres"
	"gorm.io/gorm"
)

func (s *Store) openPostgres(dsn string, o Options) error {
	s.dialect = postgres
	db, err := gorm.Open(pg.Open(dsn), config())
	if err != nil {
		return fmt.Errorf("database: %w", err)
	}
	pool, err := db.DB()
	if err != nil {
		return fmt.Errorf("database: %w", err)
	}
	pool.SetMaxOpenConns(o.Connections)
	pool.SetMaxIdleConns(o.Connections)
	s.read, s.write = db, db
	return nil
}
