namespace Platen.SiteAgent.Spool;

/// <summary>What a check of the spool has found.</summary>
/// <param name="Jobs">Documents read.</param>
/// <param name="Bytes">Their plaintext bytes.</param>
/// <param name="Damages">One for each damaged document: which job, what is wrong, where.</param>
internal sealed record SpoolCheckResult(int Jobs, long Bytes, IReadOnlyList<SpoolDamagedException> Damages);
