using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.OAuth;

/// <summary>The tenant's OAuth clients (AZ04). Stateless. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.oauth.client-grain")]
public interface IClientGrain : IGrainWithStringKey
{
    /// <summary>A client without its secret; null: there is none, or the actor may not see clients.</summary>
    [Alias("get")]
    [AnySilo]
    Task<OAuthClient?> GetAsync(ClientId client, Actor actor, CancellationToken cancellationToken);

    /// <summary>Clients by id, without their secrets; none when the actor may not see clients.</summary>
    [Alias("list")]
    [AnySilo]
    Task<ResultPage<OAuthClient>> ListAsync(string search, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Registers a client, or changes one that is not shut out. A secret is made where it needs one and has none.</summary>
    [Alias("put")]
    [AnySilo]
    Task<PutClientResult> PutAsync(PutClient command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Makes a new secret; the former one, and the tokens in the client's own name, end at once.</summary>
    [Alias("renew-secret")]
    [AnySilo]
    Task<PutClientResult> RenewSecretAsync(ClientId client, Actor actor, CancellationToken cancellationToken);

    /// <summary>Shuts a client out for good; all that it has ends at once.</summary>
    [Alias("shut-out")]
    [AnySilo]
    Task<CommandResult> ShutOutAsync(ClientId client, Actor actor, CancellationToken cancellationToken);
}
