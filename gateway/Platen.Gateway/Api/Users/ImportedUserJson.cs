using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Users;

/// <summary>What became of a line of an import, or would.</summary>
internal sealed record ImportedUserJson(int Line, string LoginName, ImportOutcome Outcome, IReadOnlyList<string> Messages, string? User, string? Pin, string? Password)
{
    public static ImportedUserJson Of(ImportedUser done) => new(done.Line, done.LoginName, done.Outcome, done.Messages, done.User?.ToString(), done.Pin, done.Password);

    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"{nameof(ImportedUserJson)} {Line}";
}
