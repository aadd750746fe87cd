using Platen.Domain.Backups;

namespace Platen.Gateway.Api.Backups;

/// <summary>A backup file.</summary>
/// <param name="File">Its name in the server's folder; it cannot be downloaded.</param>
/// <param name="Kind">Of the database, or of the server's keys.</param>
/// <param name="At">The moment that it shows.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Program">The version that made it.</param>
/// <param name="Fault">Why it cannot be read; empty: it can.</param>
internal sealed record BackupJson(string File, BackupKind Kind, DateTimeOffset At, long Bytes, string Program, string Fault)
{
    public static BackupJson Of(BackupInfo file) => new(file.File, file.Kind, file.At, file.Bytes, file.Program, file.Fault);
}
