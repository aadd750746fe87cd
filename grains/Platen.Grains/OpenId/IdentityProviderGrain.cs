using Orleans.Concurrency;
using Platen.Domain;
using Platen.Domain.Jobs;
using Platen.Domain.OpenId;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OpenId;
using Platen.Grains.Records;
using Platen.Grains.Users;

namespace Platen.Grains.OpenId;

/// <inheritdoc cref="IIdentityProviderGrain"/>
[StatelessWorker]
internal sealed class IdentityProviderGrain(IRecordStore store, IOpenIdClient client, IMasterKey master, IWebSessions sessions, TimeProvider time) : Grain, IIdentityProviderGrain
{
    private const int CodeMax = 4_096;
    private const string Subject = "identity-provider";

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task<IdentityProviderView?> GetAsync(CancellationToken cancellationToken) => await store.FindIdentityProviderAsync(Tenant, cancellationToken) is { } row
        ? new IdentityProviderView { Provider = row with { SealedSecret = [] }, HasSecret = !row.SealedSecret.IsEmpty }
        : null;

    public async Task<CommandResult> PutAsync(PutIdentityProvider command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.MayAdminister(actor))
        {
            return Refusals.AdministratorsOnly;
        }

        var row = await store.FindIdentityProviderAsync(Tenant, cancellationToken);
        var next = ToRow(row, command);
        var errors = IdentityProviderRules.Check(next);
        if (command.Password is null && row is { SealedSecret.IsEmpty: false } && (row.SecretContext != next.SecretContext || row.CertificateAuthorities != next.CertificateAuthorities))
        {
            errors = errors.Add("The client secret was given for another issuer, client or certificate authority; give it again.");
        }

        if (errors.Length > 0 || command.Password is { Length: > SealedSecret.LengthMax })
        {
            return CommandResult.Not(CommandCode.Invalid, errors.Length > 0 ? errors : ["The client secret is too long."]);
        }

        if (command.Password is { } secret)
        {
            next = next with { SealedSecret = secret.Length == 0 ? [] : SealedSecret.Seal(master.Key.AsSpan(), Tenant, next.SecretContext, secret) };
        }

        var audit = ConsoleCommit.Audit(
            actor, time.GetUtcNow(), row is null ? "identity-provider.created" : "identity-provider.updated", Subject,
            details: [("issuer", next.Issuer), ("client", next.ClientId), ("enabled", next.Enabled ? "true" : "false"), ("secret", command.Password is null ? "as it was" : "given")]);
        var written = await store.CommitAsync(ConsoleCommit.Of(Tenant, [new IdentityProviderChange(next with { Version = next.Version + 1 }) { ExpectedVersion = next.Version }], audit), cancellationToken);
        return written.Code == CommitCode.Committed ? CommandResult.Done : CommandResult.Not(CommandCode.Contended, "Somebody else changed the settings at the same time; try again.");
    }

    public async Task<CommandResult> TestAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.MayAdminister(actor))
        {
            return Refusals.AdministratorsOnly;
        }

        if (await store.FindIdentityProviderAsync(Tenant, cancellationToken) is not { } provider)
        {
            return Refusals.NotFound("identity provider");
        }

        try
        {
            await client.DiscoverAsync(provider, cancellationToken);
            return CommandResult.Done;
        }
        catch (OpenIdRefusedException fault)
        {
            return CommandResult.Not(CommandCode.Refused, fault.Message);
        }
    }

    public Task<OpenIdStart?> BeginAsync(string to, CancellationToken cancellationToken) => BeginAsync(to, again: false, cancellationToken);

    public Task<OpenIdStart?> BeginAgainAsync(string to, CancellationToken cancellationToken) => BeginAsync(to, again: true, cancellationToken);

    private async Task<OpenIdStart?> BeginAsync(string to, bool again, CancellationToken cancellationToken)
    {
        if (await store.FindIdentityProviderAsync(Tenant, cancellationToken) is not { Enabled: true } provider)
        {
            return null;
        }

        try
        {
            var endpoints = await client.DiscoverAsync(provider, cancellationToken);
            var ticket = OpenIdTicket.New(provider, to, time.GetUtcNow(), again);
            return new OpenIdStart { Location = AuthorizationRequest.Of(provider, endpoints, ticket), Token = ticket.Seal(master.Key.AsSpan(), Tenant) };
        }
        catch (OpenIdRefusedException fault)
        {
            await RefuseAsync(fault.Message, "", cancellationToken);
            return null;
        }
    }

    public async Task<OpenIdResult> CompleteAsync(CompleteOpenId command, CancellationToken cancellationToken)
    {
        OpenIdTicket? begun = null;
        try
        {
            var (provider, ticket) = await CheckAsync(command, cancellationToken);
            begun = ticket;
            var secret = provider.SealedSecret.IsEmpty ? "" : SealedSecret.Open(master.Key.AsSpan(), Tenant, provider.SecretContext, provider.SealedSecret.AsSpan())
                ?? throw new OpenIdRefusedException("The stored client secret was given for another issuer or client, or under another master key; give it again.");
            var identity = await client.RedeemAsync(provider, secret, ticket, command.Code, cancellationToken);
            var user = await new OpenIdUsers(store, GrainFactory, time, Tenant).EnterAsync(provider, identity, command.Origin, cancellationToken);
            var token = await new NewSessions(store, sessions, Tenant).StartAsync(user, SessionKind.Browser, command.Origin, identity.ProvenAt ?? FreshLogin.Unknown, cancellationToken)
                ?? throw new OpenIdRefusedException("The user's record was changed while the login was under way; log in again.");
            return new OpenIdResult { Token = token, To = ticket.To };
        }
        catch (OpenIdRefusedException fault)
        {
            await RefuseAsync(fault.Message, command.Origin, cancellationToken);
            return new OpenIdResult { Failure = fault.Failure, To = begun?.To ?? "/" };
        }
    }

    private async Task<(IdentityProvider Provider, OpenIdTicket Ticket)> CheckAsync(CompleteOpenId command, CancellationToken cancellationToken)
    {
        var ticket = OpenIdTicket.Open(master.Key.AsSpan(), Tenant, command.Token) ?? throw new OpenIdRefusedException("The answer came to a browser that has begun no login.");
        var provider = await store.FindIdentityProviderAsync(Tenant, cancellationToken);
        if (provider is not { Enabled: true } || provider.Issuer != ticket.Issuer || provider.ClientId != ticket.ClientId)
        {
            throw new OpenIdRefusedException("The login began with other settings of the identity provider.");
        }

        if (ticket.State != command.State || ticket.EndsAt <= time.GetUtcNow())
        {
            throw new OpenIdRefusedException(ticket.State == command.State ? "The login took too long." : "The answer's state is not that of this browser's login.");
        }

        // before anything else is believed: each ticket ends one login
        var use = new OpenIdUse { Tenant = Tenant, Id = ticket.UseKey(), UsedAt = time.GetUtcNow() };
        if ((await store.CommitAsync(new Commit { Tenant = Tenant, AuditChain = ConsoleCommit.Chain, Changes = [new OpenIdUseChange(use) { ExpectedVersion = 0 }] }, cancellationToken)).Code != CommitCode.Committed)
        {
            throw new OpenIdRefusedException("The answer was used before.");
        }

        var endpoints = await client.DiscoverAsync(provider, cancellationToken);
        if (command.Issuer.Length > 0 ? command.Issuer != provider.Issuer : endpoints.NamesItself)
        {
            throw new OpenIdRefusedException("The answer is not from the provider that was asked (RFC 9207).");
        }

        if (command.Error.Length > 0 || command.Code.Length is 0 or > CodeMax)
        {
            throw new OpenIdRefusedException(command.Error.Length > 0 ? $"The provider answers '{FactBounds.Text(command.Error, 100)}'." : "The answer has no code.");
        }

        return (provider, ticket);
    }

    private IdentityProvider ToRow(IdentityProvider? row, PutIdentityProvider command) => new()
    {
        Tenant = Tenant,
        Name = command.Name.Trim(),
        Enabled = command.Enabled,
        Issuer = command.Issuer.Trim(),
        ClientId = command.ClientId.Trim(),
        SealedSecret = row?.SealedSecret ?? [],
        PublicAddress = command.PublicAddress.Trim(),
        CertificateAuthorities = command.CertificateAuthorities.Trim(),
        Scopes = command.Scopes.Trim(),
        LoginClaim = command.LoginClaim.Trim(),
        NameClaim = command.NameClaim.Trim(),
        EmailClaim = command.EmailClaim.Trim(),
        GroupsClaim = command.GroupsClaim.Trim(),
        Version = row?.Version ?? 0,
    };

    private async Task RefuseAsync(string why, string origin, CancellationToken cancellationToken)
    {
        var audit = ConsoleCommit.Audit(
            Actor.Anonymous(FactBounds.Text(origin, FactBounds.AddressMax)), time.GetUtcNow(), "login.failed", "user:unknown", success: false, ("method", "OpenId"), ("reason", FactBounds.Text(why, 500)));
        await store.CommitAsync(ConsoleCommit.Of(Tenant, [], audit), cancellationToken);
    }
}
