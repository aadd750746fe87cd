using Platen.Desktop.Deployment;
using Platen.Desktop.Login;
using Platen.Desktop.Server;

namespace Platen.Desktop.Sessions;

/// <summary>What every command needs: the deployment, the login, the server.</summary>
internal sealed class DesktopSession : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Reads the deployment; nothing is sent yet.</summary>
    public DesktopSession(DesktopPaths paths, string? server, TimeProvider time)
    {
        Store = LoginStore.OfThisUser(paths.StateFolder, time);
        Deployment = new DeploymentFiles(paths).Read(server);
        _http = ServerHttp.Create(Deployment);
        OAuth = new OAuthCalls(_http, Deployment.Server, Deployment.ClientId);
        Keeper = new LoginKeeper(Store, Deployment, OAuth, time);
        Rest = new RestCalls(_http, Deployment.Server, Keeper);
    }

    /// <summary>What the administrator has set.</summary>
    public DesktopDeployment Deployment { get; }

    /// <summary>Where the login is kept.</summary>
    public LoginStore Store { get; }

    /// <summary>The login.</summary>
    public LoginKeeper Keeper { get; }

    /// <summary>The OAuth endpoints.</summary>
    public OAuthCalls OAuth { get; }

    /// <summary>The API.</summary>
    public RestCalls Rest { get; }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
