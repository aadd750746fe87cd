using System.Collections.Immutable;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Users;

namespace Platen.Grains.Users;

/// <summary>Makes a new user's record: checks everything at once, hashes the secrets, indexes PIN and card under the tenant's key.</summary>
internal sealed class UserFactory(Tenant tenant, UserId id, ImmutableArray<byte> credentialKey, Secrets secrets)
{
    private readonly PasswordPepper? _pepper = PasswordPepper.Of(credentialKey.AsSpan());

    /// <summary>All that is wrong with what was asked; empty: nothing.</summary>
    public ImmutableArray<string> Check(CreateUser command)
    {
        var blank = Blank(command);
        var errors = UserRules.Check(blank);
        if (command.Password is { } password)
        {
            errors = errors.AddRange(PasswordPolicy.Check(password, tenant, blank));
        }

        return command.CardNumber is { } card && UserRules.CheckCard(card) is { } error ? errors.Add(error) : errors;
    }

    /// <summary>The record without PIN.</summary>
    /// <param name="command">What is asked; a password that is drawn is in it already.</param>
    /// <param name="initialEndsAt">Until when its password is good as an initial one; null: it is none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<User> CreateAsync(CreateUser command, DateTimeOffset? initialEndsAt, CancellationToken cancellationToken)
    {
        var user = Blank(command);
        if (command.Password is { } password)
        {
            user = user with { PasswordHash = await secrets.HashAsync(password, _pepper, cancellationToken), InitialPasswordEndsAt = initialEndsAt };
        }

        return command.CardNumber is { } card ? user with { Cards = [Card(card)] } : user;
    }

    /// <summary>A card's index and label.</summary>
    public UserCard Card(string number) => new(CredentialIndex.OfCard(credentialKey.AsSpan(), number), UserRules.CardLabel(number));

    /// <summary>The record with a PIN.</summary>
    public User WithPin(User user, string pin, DateTimeOffset now) =>
        user with { PinIssuedAt = now, PinWantedAt = null, PinHash = secrets.Hash(pin, _pepper), PinIndex = CredentialIndex.OfPin(credentialKey.AsSpan(), pin) };

    private User Blank(CreateUser command) => new()
    {
        Tenant = tenant.Id,
        Id = id,
        LoginName = command.LoginName,
        DisplayName = command.DisplayName,
        Email = command.Email,
        Role = command.Role,
        PrivateQueue = command.PrivateQueue,
    };
}
