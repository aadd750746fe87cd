using Platen.Desktop.Deployment;
using Platen.Desktop.Login;
using Platen.Desktop.Sessions;
using Platen.TestKit.Time;

namespace Platen.Desktop.Tests.Sessions;

/// <summary>A login in a folder of its own, and a server that rotates its tokens as the real one does: what is shown twice ends the login.</summary>
internal sealed class LoginScene : ITokenEndpoint, IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("platen-login-").FullName;
    private readonly Lock _gate = new();

    public static Uri Server { get; } = new("https://print.example.com/");

    public ManualTimeProvider Time { get; } = new();

    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(30);

    public string Folder => Path.Combine(_home, "platen");

    public string File => Path.Combine(Folder, "login");

    /// <summary>The refresh token that is good now; empty: the login has ended at the server.</summary>
    public string Good { get; private set; } = "r0";

    /// <summary>How often tokens were renewed.</summary>
    public int Renewed { get; private set; }

    /// <summary>What the server says in place of tokens; null: tokens.</summary>
    public TokenAnswer? Refusal { get; set; }

    /// <summary>Store and keeper of a process: each has its own, all have the same files.</summary>
    public LoginKeeper Process(TimeProvider? time = null) => new(Store(time), new DesktopDeployment { Server = Server, Idle = Idle }, this, time ?? Time);

    public LoginStore Store(TimeProvider? time = null) => new(Folder, new FileModeSeal(), time ?? Time);

    public StoredLogin Login() => new()
    {
        Server = Server, ClientId = "platen-desktop", LoginName = "alice", DisplayName = "Alice", AccessToken = "a0", AccessEndsAt = Time.GetUtcNow().AddMinutes(20), RefreshToken = "r0",
        LoggedInAt = Time.GetUtcNow(), UsedAt = Time.GetUtcNow(), ServerIdle = TimeSpan.FromMinutes(30),
    };

    public async Task<TokenAnswer> RefreshAsync(StoredLogin login, CancellationToken cancellationToken)
    {
        // lets others run in between, as a call over the network does
        await Task.Yield();
        lock (_gate)
        {
            if (Refusal is not null)
            {
                return Refusal;
            }

            if (login.RefreshToken != Good)
            {
                Good = "";
                return new TokenAnswer(null, "invalid_grant", "The refresh token was used before.");
            }

            Good = $"r{++Renewed}";
            return new TokenAnswer(new TokenSet($"a{Renewed}", TimeSpan.FromMinutes(20), Good, TimeSpan.FromMinutes(30)), "", "");
        }
    }

    public Task<bool> RevokeAsync(StoredLogin login, CancellationToken cancellationToken)
    {
        Good = login.RefreshToken == Good ? "" : Good;
        return Task.FromResult(true);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
