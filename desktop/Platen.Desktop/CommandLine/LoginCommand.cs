using System.CommandLine;
using Platen.Desktop.Login;
using Platen.Desktop.Sessions;

namespace Platen.Desktop.CommandLine;

/// <summary><c>platen login</c>.</summary>
internal static class LoginCommand
{
    /// <summary>The rights that are asked for: the user's own jobs, and nothing else.</summary>
    public const string Scope = "own-jobs";

    public static Command Create(Surroundings surroundings)
    {
        var server = new Option<string?>("--server") { Description = "The server's address, where no deployment file names one." };
        var device = new Option<bool>("--device") { Description = "Log in by a code that you type in a browser on another machine." };
        var command = new Command("login", "Logs you in, by your browser.") { server, device };
        command.SetAction((parse, token) => RunAsync(surroundings, parse.GetValue(server), parse.GetValue(device), token));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, string? server, bool byCode, CancellationToken cancellationToken)
    {
        using var session = surroundings.Begin(server);
        var tokens = byCode
            ? await new DeviceCodeLogin(session.OAuth, surroundings.Errors, surroundings.Time).RunAsync(Scope, cancellationToken)
            : await new CodeLogin(session.OAuth, surroundings.Browser, surroundings.Errors, surroundings.Time).RunAsync(session.Deployment.ClientId, Scope, cancellationToken);
        var (loginName, displayName) = await session.Rest.WhoAsync(tokens.Access, cancellationToken);
        var now = surroundings.Time.GetUtcNow();
        var login = new StoredLogin
        {
            Server = session.Deployment.Server, ClientId = session.Deployment.ClientId, LoginName = loginName, DisplayName = displayName,
            AccessToken = tokens.Access, AccessEndsAt = now + tokens.ExpiresIn, RefreshToken = tokens.Refresh, ServerIdle = tokens.RefreshExpiresIn, LoggedInAt = now, UsedAt = now,
        };
        await session.Keeper.BeginAsync(login, cancellationToken);
        await RememberAsync(surroundings, server, cancellationToken);
        await surroundings.Output.WriteLineAsync($"Logged in as {displayName} ({loginName}); logged out when not used for {IdleRule.Of(login, session.Deployment.Idle).TotalMinutes:0.#} minutes.");
        return (int)ExitCode.Done;
    }

    // where no file names a server, the next commands must know which one it was
    private static async Task RememberAsync(Surroundings surroundings, string? server, CancellationToken cancellationToken)
    {
        var file = surroundings.Paths.UserFile;
        if (server is not null && !File.Exists(surroundings.Paths.AdministratorFile) && !File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(new { server }), cancellationToken);
        }
    }
}
