using Platen.Desktop.CommandLine;

namespace Platen.Desktop.Login;

/// <summary>Logs in by the browser: authorization code with PKCE (RFC 8252, RFC 7636). So password, second factor or the company's OpenID Connect provider are the web's own (AU22), and this program never sees a password.</summary>
internal sealed class CodeLogin(OAuthCalls calls, IBrowser browser, TextWriter told, TimeProvider time)
{
    /// <summary>How long the user is waited for.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(5);

    /// <summary>Tokens.</summary>
    public async Task<TokenSet> RunAsync(string clientId, string scope, CancellationToken cancellationToken)
    {
        var metadata = await calls.MetadataAsync(cancellationToken);
        var (pkce, state) = (Pkce.New(), Pkce.RandomText());
        using var listener = new LoopbackListener(state, time);
        var address = Address(metadata.Authorize, clientId, scope, listener.RedirectAddress, state, pkce.Challenge);
        await told.WriteLineAsync((browser.Open(address) ? "The login is open in your browser. If it is not, open:" : "Open this address in a browser on this machine:") + Environment.NewLine + address.AbsoluteUri);
        var answer = await WaitAsync(listener, cancellationToken);
        if (answer.Issuer is { } issuer && issuer != metadata.Issuer)
        {
            throw new DesktopException(ExitCode.Refused, "The browser's answer names another server (RFC 9207); nothing was sent to it. Log in again, and look which page asks.");
        }

        if (answer.Error.Length > 0)
        {
            throw new DesktopException(ExitCode.Refused, answer.Error == "access_denied" ? "You did not allow the login, or hold none of the rights that it asks for." : $"The server refused the login: {Output.PlainText.Of(answer.Error)}. Is the client '{clientId}' registered as the guide says?");
        }

        var tokens = await calls.TokensAsync([("grant_type", "authorization_code"), ("code", answer.Code), ("redirect_uri", listener.RedirectAddress), ("code_verifier", pkce.Verifier)], cancellationToken);
        return tokens.Tokens ?? throw new DesktopException(ExitCode.Refused, $"The server gives no tokens: {tokens.Why}");
    }

    private static Uri Address(Uri authorize, string clientId, string scope, string redirect, string state, string challenge)
    {
        (string Name, string Value)[] query =
            [("response_type", "code"), ("client_id", clientId), ("redirect_uri", redirect), ("scope", scope), ("state", state), ("code_challenge", challenge), ("code_challenge_method", "S256")];
        var separator = authorize.Query.Length > 0 ? "&" : "?";
        return new Uri(authorize.AbsoluteUri + separator + string.Join('&', query.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}")));
    }

    private async Task<LoopbackAnswer> WaitAsync(LoopbackListener listener, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(WaitMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await listener.WaitAsync(either.Token) ?? throw new DesktopException(ExitCode.Failed, "Too many other programs knocked at the address that waits for the browser. Run 'platen login' again.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DesktopException(ExitCode.NotLoggedIn, $"The browser brought no answer within {WaitMax.TotalMinutes:0} minutes. Run 'platen login' again, or 'platen login --device' where the browser is on another machine.");
        }
    }
}
