using Platen.Domain.Jobs;
using Platen.Domain.OAuth;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;

namespace Platen.Grains.OAuth;

/// <summary>The device authorization grant (RFC 8628, AU28).</summary>
internal sealed partial class OAuthGrain
{
    private const int DrawsMax = 4;

    public async Task<DeviceStart> BeginDeviceAsync(AskDevice ask, CancellationToken cancellationToken)
    {
        var (client, refusal) = await ProvenAsync(ask.Proof, cancellationToken);
        if (client is null)
        {
            return new DeviceStart { Error = refusal!.Error, Description = refusal.Description };
        }

        if (!client.May(OAuthGrant.DeviceCode))
        {
            return new DeviceStart { Error = OAuthError.UnauthorizedClient, Description = "The client is not registered for device logins." };
        }

        if (Within(ask.Scope, client.Scopes) is not { } scopes)
        {
            return new DeviceStart { Error = OAuthError.InvalidScope, Description = "A scope is unknown, or not among those that are registered for the client." };
        }

        if (await devices.CountAsync(Tenant, client.Id, cancellationToken) >= OAuthLimits.DeviceCodesPerClientMax)
        {
            return new DeviceStart { Error = OAuthError.TemporarilyUnavailable, Description = $"{OAuthLimits.DeviceCodesPerClientMax} devices wait for their users; try again later." };
        }

        var row = new IssuedToken
        {
            Tenant = Tenant, Kind = TokenKind.DeviceCode, Family = Guid.CreateVersion7(Now), Client = client.Id.Value, Scopes = scopes, Certificate = ask.Proof.Certificate,
            Name = FactBounds.Text(ask.Proof.Origin, FactBounds.AddressMax), IssuedAt = Now, EndsAt = Now + OAuthLimits.DeviceCodeKept,
        };
        return await DrawAsync(row, cancellationToken);
    }

    public async Task<DeviceView> LookDeviceAsync(string userCode, Actor actor, CancellationToken cancellationToken) => (await FindDeviceAsync(userCode, actor, cancellationToken)).View;

    public async Task<DeviceView> AnswerDeviceAsync(string userCode, bool agreed, Actor actor, CancellationToken cancellationToken)
    {
        var (view, row, index) = await FindDeviceAsync(userCode, actor, cancellationToken);
        if (row is null || actor.UserId is not { } id || await ActiveAsync(id, cancellationToken) is not { } user)
        {
            return view;
        }

        var client = ClientId.Parse(row.Client);
        if (agreed && !await MakeRoomAsync(id, client, cancellationToken))
        {
            return Not(CommandCode.Refused, $"You let {OAuthLimits.AuthorizationsPerUserMax} programs act for you already; end one of them under 'My programs' first.");
        }

        var agreement = agreed
            ? new Authorization { Tenant = Tenant, Id = row.Family, User = id, Client = client, Scopes = view.Scopes, Origin = actor.Origin, GrantedAt = Now, EndsAt = row.IssuedAt + OAuthLimits.DeviceCodeLife }
            : null;
        if (!await devices.AnswerAsync(Tenant, index, agreement, cancellationToken))
        {
            return Gone;
        }

        if (agreed && !await IsUnchangedAsync(user, cancellationToken))
        {
            await authorizations.EndAsync(Tenant, row.Family, cancellationToken);
            return Gone;
        }

        await AuditAsync(actor, agreed ? "oauth.agreed" : "oauth.denied", id, true, [("client", row.Client), ("scopes", OAuthWords.Scope(view.Scopes)), ("by", "device"), ("device", row.Name)], cancellationToken);
        return view;
    }

    private static DeviceView Gone => Not(CommandCode.NotFound, "No device waits with this code. Look at the code again; if its time is over, let the device show a new one.");

    private static DeviceView Not(CommandCode code, string why) => new() { Result = CommandResult.Not(code, why) };

    private async Task<DeviceStart> DrawAsync(IssuedToken row, CancellationToken cancellationToken)
    {
        var key = await keys.GetAsync(Tenant, cancellationToken);
        for (var draw = 0; draw < DrawsMax; draw++)
        {
            var (code, user) = (TokenText.New(TokenKind.DeviceCode), UserCode.New());
            if (await devices.AddAsync(row, code, UserCode.Index(key.AsSpan(), user), cancellationToken))
            {
                return new DeviceStart { DeviceCode = code, UserCode = UserCode.Show(user), ExpiresIn = OAuthLimits.DeviceCodeLife, Interval = OAuthLimits.PollSeconds };
            }
        }

        throw new InvalidOperationException($"{DrawsMax} codes that were drawn at random are all taken.");
    }

    private async Task<(DeviceView View, IssuedToken? Row, string Index)> FindDeviceAsync(string typed, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.InPerson || actor.UserId is not { } id || await ActiveAsync(id, cancellationToken) is not { } user)
        {
            return (Not(CommandCode.Forbidden, "Log in yourself; no program can agree for you."), null, "");
        }

        // before the look, at all gateways together: a code is short, and must not be found by trying (RFC 8628, 5.1)
        if (await tries.CountAsync(Tenant, $"user-code:{id}", OAuthLimits.UserCodeWindow, cancellationToken) is var count && count > OAuthLimits.UserCodeTriesMax)
        {
            if (count == OAuthLimits.UserCodeTriesMax + 1)
            {
                await AuditAsync(actor, "oauth.codes-tried", id, false, [("tries", $"{count}")], cancellationToken);
            }

            return (Not(CommandCode.Refused, $"Too many codes were tried; wait {OAuthLimits.UserCodeWindow.TotalMinutes:0} minutes."), null, "");
        }

        if (UserCode.Read(typed) is not { } code)
        {
            return (Not(CommandCode.Invalid, $"A code has {UserCode.Length} letters, such as WDJB-MJHT."), null, "");
        }

        var index = UserCode.Index((await keys.GetAsync(Tenant, cancellationToken)).AsSpan(), code);
        if (await devices.FindAsync(Tenant, index, cancellationToken) is not { Row: var row } || await store.FindOAuthClientAsync(Tenant, ClientId.Parse(row.Client), cancellationToken) is not { Active: true } client)
        {
            return (Gone, null, "");
        }

        var scopes = await HeldAsync(user, row.Scopes, cancellationToken);
        var life = await LifeAsync(client, cancellationToken);
        return scopes.IsEmpty
            ? (Not(CommandCode.Refused, $"{client.Name} asks for rights that you do not hold; there is nothing that you could let it do."), null, "")
            : (new DeviceView { Result = CommandResult.Done, ClientName = client.Name, Client = row.Client, Scopes = scopes, Origin = row.Name, AskedAt = row.IssuedAt, Refreshes = client.May(OAuthGrant.RefreshToken), Idle = life.Idle, Max = life.Max }, row, index);
    }
}
