using System.CommandLine;
using System.Text.Json;
using Platen.Desktop.Sessions;

namespace Platen.Desktop.CommandLine;

/// <summary><c>platen status</c>: who is logged in. Asking does not count as using, or a status line would keep the login alive for ever.</summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(Surroundings surroundings)
    {
        var json = new Option<bool>("--json") { Description = "For programs." };
        var check = new Option<bool>("--check") { Description = "Ask the server whether the login is still good; that counts as using it." };
        var command = new Command("status", "Says who is logged in, where, and until when.") { json, check };
        command.SetAction((parse, token) => RunAsync(surroundings, parse.GetValue(json), parse.GetValue(check), token));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, bool asJson, bool check, CancellationToken cancellationToken)
    {
        using var session = surroundings.Begin();
        if (check)
        {
            await session.Rest.CallAsync(HttpMethod.Get, "session", null, cancellationToken);
        }

        var login = await session.Keeper.LookAsync(cancellationToken) ?? throw DesktopException.NotLoggedIn($"Nobody is logged in at {session.Deployment.Server}.");
        var idle = IdleRule.Of(login, session.Deployment.Idle);
        await surroundings.Output.WriteLineAsync(asJson
            ? JsonSerializer.Serialize(new { login.LoginName, login.DisplayName, login.Server, login.LoggedInAt, login.UsedAt, EndsUnusedAt = login.UsedAt + idle, IdleSeconds = (int)idle.TotalSeconds }, Format)
            : $"{login.DisplayName} ({login.LoginName}) at {login.Server}, since {login.LoggedInAt.ToLocalTime():g}. If not used before, logged out at {(login.UsedAt + idle).ToLocalTime():g}.");
        return (int)ExitCode.Done;
    }
}
