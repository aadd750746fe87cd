using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.OAuth;

/// <summary>The OAuth 2.0 server of a tenant (AU28–AU31, AU33). Stateless: all that it knows is in the record. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.oauth.oauth-grain")]
public interface IOAuthGrain : IGrainWithStringKey
{
    /// <summary>Looks at a request to the authorization endpoint for the user who is logged in.</summary>
    [Alias("look")]
    [AnySilo]
    Task<ConsentView> LookAsync(AskConsent ask, Actor actor, CancellationToken cancellationToken);

    /// <summary>The user's answer; the view says where the browser goes with it.</summary>
    [Alias("answer")]
    [AnySilo]
    Task<ConsentView> AnswerAsync(AskConsent ask, bool agreed, Actor actor, CancellationToken cancellationToken);

    /// <summary>Gives tokens, or an error.</summary>
    [Alias("token")]
    [AnySilo]
    Task<TokenReply> TokenAsync(AskToken ask, CancellationToken cancellationToken);

    /// <summary>Gives a device its codes.</summary>
    [Alias("begin-device")]
    [AnySilo]
    Task<DeviceStart> BeginDeviceAsync(AskDevice ask, CancellationToken cancellationToken);

    /// <summary>The device that shows a user code. Each look counts against the user's tries.</summary>
    [Alias("look-device")]
    [AnySilo]
    Task<DeviceView> LookDeviceAsync(string userCode, Actor actor, CancellationToken cancellationToken);

    /// <summary>The user's answer to a device.</summary>
    [Alias("answer-device")]
    [AnySilo]
    Task<DeviceView> AnswerDeviceAsync(string userCode, bool agreed, Actor actor, CancellationToken cancellationToken);

    /// <summary>Ends a token of the client's (RFC 7009); with a refresh token all that came from the same agreement.</summary>
    [Alias("revoke")]
    [AnySilo]
    Task<TokenReply> RevokeAsync(AboutToken ask, CancellationToken cancellationToken);

    /// <summary>Says what a token is good for (RFC 7662).</summary>
    [Alias("introspect")]
    [AnySilo]
    Task<TokenState> IntrospectAsync(AboutToken ask, CancellationToken cancellationToken);

    /// <summary>The programs that may act for a user: one's own, or of those whom the actor may change; else none.</summary>
    [Alias("list")]
    [AnySilo]
    Task<ImmutableArray<AuthorizedProgram>> ListAsync(UserId user, Actor actor, CancellationToken cancellationToken);

    /// <summary>Ends an agreement with all its tokens, at once.</summary>
    [Alias("end")]
    [AnySilo]
    Task<CommandResult> EndAsync(UserId user, string id, Actor actor, CancellationToken cancellationToken);
}
