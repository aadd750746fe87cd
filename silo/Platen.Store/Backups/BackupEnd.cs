namespace Platen.Store.Backups;

/// <summary>What is known of a backup once it is made; sealed in the file, behind its body. A file without it is not whole.</summary>
/// <param name="BodyBytes">Bytes of the body, unsealed.</param>
/// <param name="BodySha256">Their SHA-256, in lower-case hexadecimal.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record BackupEnd(long BodyBytes, string BodySha256, double Seconds);
