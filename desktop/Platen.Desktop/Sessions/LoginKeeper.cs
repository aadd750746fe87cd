using Platen.Desktop.CommandLine;
using Platen.Desktop.Deployment;
using Platen.Desktop.Login;

namespace Platen.Desktop.Sessions;

/// <summary>Gives commands a good access token: ends a login that was idle too long, and puts new tokens in the place of old ones, one process at a time.</summary>
internal sealed class LoginKeeper(LoginStore store, DesktopDeployment deployment, ITokenEndpoint endpoint, TimeProvider time)
{
    /// <summary>A token that ends sooner is renewed first: a call takes a moment, and clocks differ.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(1);

    /// <summary>The login as it is, without using it; null: nobody is logged in, or it has just ended.</summary>
    /// <exception cref="DesktopException">It was idle too long, and is removed.</exception>
    public async Task<StoredLogin?> LookAsync(CancellationToken cancellationToken)
    {
        using var held = await store.LockAsync(cancellationToken);
        return await CurrentAsync(cancellationToken);
    }

    /// <summary>The login for use now, with an access token that is good for a while.</summary>
    /// <param name="refused">An access token that the server has just refused: it is renewed whatever its time; null: none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DesktopException">Nobody is logged in, or the login has ended.</exception>
    public async Task<StoredLogin> UseAsync(string? refused, CancellationToken cancellationToken)
    {
        using var held = await store.LockAsync(cancellationToken);
        var login = await CurrentAsync(cancellationToken) ?? throw DesktopException.NotLoggedIn("Nobody is logged in.");
        var now = time.GetUtcNow();
        // another process may have renewed it while this one waited for the lock
        var next = login.AccessToken == refused || login.AccessEndsAt - now < RenewBefore ? await RenewAsync(login, cancellationToken) : login with { UsedAt = now };
        store.Write(next);
        return next;
    }

    /// <summary>Keeps a new login, and ends the former one.</summary>
    public async Task BeginAsync(StoredLogin login, CancellationToken cancellationToken)
    {
        using var held = await store.LockAsync(cancellationToken);
        var former = ReadToEnd();
        store.Write(login);
        if (former is not null)
        {
            await endpoint.RevokeAsync(former, cancellationToken);
        }
    }

    /// <summary>Removes the login and ends it at the server.</summary>
    /// <returns>The former login, or null; and whether the server has ended it.</returns>
    public async Task<(StoredLogin? Login, bool IsRevoked)> EndAsync(CancellationToken cancellationToken)
    {
        using var held = await store.LockAsync(cancellationToken);
        var login = ReadToEnd();
        store.Delete();
        return (login, login is not null && await endpoint.RevokeAsync(login, cancellationToken));
    }

    private StoredLogin? ReadToEnd()
    {
        try
        {
            return store.Read(evenIfReadable: true);
        }
        catch (DesktopException)
        {
            // damaged, and removed: there is nothing that the server could be told
            return null;
        }
    }

    private async Task<StoredLogin?> CurrentAsync(CancellationToken cancellationToken)
    {
        if (store.Read() is not { } login)
        {
            return null;
        }

        var why = IdleRule.WhyOver(login, deployment.Idle, time.GetUtcNow())
            ?? (login.Server != deployment.Server || login.ClientId != deployment.ClientId ? $"Logged out: the login was at {login.Server}, and this machine is for {deployment.Server} now." : null);
        if (why is null)
        {
            return login;
        }

        store.Delete();
        await endpoint.RevokeAsync(login, cancellationToken);
        throw DesktopException.NotLoggedIn(why);
    }

    private async Task<StoredLogin> RenewAsync(StoredLogin login, CancellationToken cancellationToken)
    {
        var answer = await endpoint.RefreshAsync(login, cancellationToken);
        if (answer.Tokens is { } tokens)
        {
            return tokens.Into(login, time.GetUtcNow());
        }

        if (answer.IsOver)
        {
            store.Delete();
            throw DesktopException.NotLoggedIn($"The server has ended the login: {answer.Why}");
        }

        throw new DesktopException(ExitCode.Refused, $"The server gives no new token now: {answer.Why}");
    }
}
