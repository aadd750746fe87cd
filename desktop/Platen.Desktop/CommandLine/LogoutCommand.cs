using System.CommandLine;

namespace Platen.Desktop.CommandLine;

/// <summary><c>platen logout</c>.</summary>
internal static class LogoutCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("logout", "Logs you out, here and at the server.");
        command.SetAction((_, token) => RunAsync(surroundings, token));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var session = surroundings.Begin();
        var (login, isRevoked) = await session.Keeper.EndAsync(cancellationToken);
        await surroundings.Output.WriteLineAsync(login is null ? "Nobody was logged in."
            : isRevoked ? $"{login.LoginName} is logged out."
            : $"{login.LoginName} is logged out here. The server could not be told: it ends the login when it is not used; to end it now, take the program's leave away in your profile at {login.Server}profile.");
        return (int)ExitCode.Done;
    }
}
