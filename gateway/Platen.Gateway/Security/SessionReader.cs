using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Platen.Domain.Tokens;
using Platen.Gateway.Hosting;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Security;

/// <summary>
/// Finds out who is asking: a program by <c>Authorization: Bearer</c>, a browser by its cookie. The session, with its user as the record has it now, becomes the request's <see cref="SessionView"/> feature
/// and the token its <see cref="SessionToken"/> feature. A header counts before a cookie. A token that is none leaves the request anonymous.
/// </summary>
internal sealed class SessionReader(RequestDelegate next, IGrainFactory grains, IOptions<GatewayOptions> options)
{
    private const string Scheme = "Bearer ";

    /// <summary>Characters of a token; a longer text is no token, and is not looked up.</summary>
    private const int TokenMax = 256;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not null && Read(context.Request) is { Value.Length: > 0 and <= TokenMax } token)
        {
            var session = await FindAsync(token, context);
            if (session is not null)
            {
                context.Features.Set(session);
                context.Features.Set(token);
            }
        }

        await next(context);
    }

    // programs' tokens come in the header only: in a cookie, another site's page could send them
    private Task<SessionView?> FindAsync(SessionToken token, HttpContext context) => TokenText.KindOf(token.Value) == TokenKind.Unspecified
        ? grains.Session(options.Value.Tenant).FindAsync(token.Value, context.RequestAborted)
        : token.FromCookie
            ? Task.FromResult<SessionView?>(null)
            : grains.Tokens(options.Value.Tenant).FindAsync(token.Value, ClientCertificate.Of(context), context.RequestAborted);

    private SessionToken? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new SessionToken(header[Scheme.Length..].Trim(), FromCookie: false);
        }

        return request.Cookies.TryGetValue(options.Value.SessionCookie, out var cookie) && cookie is not null ? new SessionToken(cookie, FromCookie: true) : null;
    }
}
