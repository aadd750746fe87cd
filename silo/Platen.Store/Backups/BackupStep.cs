namespace Platen.Store.Backups;

/// <summary>A step of the schema in a backup, as <c>platen.schema_migrations</c> has it.</summary>
internal sealed record BackupStep(int Number, string Name, string Checksum, int? WorksWith);
