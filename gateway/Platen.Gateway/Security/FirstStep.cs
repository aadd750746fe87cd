using Platen.Gateway.Api;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Security;

/// <summary>What somebody must do before a session opens anything else.</summary>
/// <param name="Page">The page where it is done.</param>
/// <param name="Call">The call of the REST API that does it; empty: it needs a browser.</param>
/// <param name="Code">A <see cref="ProblemCode"/>, for programs.</param>
/// <param name="Message">What they are told.</param>
internal sealed record FirstStep(string Page, string Call, string Code, string Message)
{
    private static readonly FirstStep Factor = new(
        "/second-factor", "", ProblemCode.SecondFactorNeeded, "A second factor is demanded of you, and you have none: log in with a browser and set it up.");

    /// <summary>The step that a session waits for; null: none. The own password comes first: what is set up by who only knows an initial one is nobody's own.</summary>
    public static FirstStep? Of(SessionView session) => session.MustChoosePassword ? Password(session) : session.MustSetUpFactor ? Factor : null;

    /// <summary>Whether a path is open before the step is done: the step itself, and to go away.</summary>
    public bool Opens(string? path) => path == Page || path is "/logout" or ApiEndpoints.Root + "/session" || (Call.Length > 0 && path == Call);

    private static FirstStep Password(SessionView session) => new(
        "/first-password", $"{ApiEndpoints.Root}/users/{session.User.Id}/password", ProblemCode.PasswordChangeNeeded,
        "The password is one that you were given: choose one of your own first, with a browser or by PUT /api/v1/users/{you}/password.");
}
