namespace Platen.Gateway.Api.Users;

/// <summary>What became of a file of users. PINs are shown in this answer and never again.</summary>
internal sealed record ImportResultJson(bool DryRun, int Added, int Changed, int Refused, IReadOnlyList<ImportedUserJson> Lines);
