namespace Platen.Grains.Abstractions.Users;

/// <summary>
/// What people do for themselves before they can log in: register (AU01), and replace a forgotten password, both by a link that is mailed. What a request answers, and how long it takes, says nothing of who is known here. Stateless.
/// Key: <see cref="GrainKeys.Tenant"/>.
/// </summary>
[Alias("platen.users.self-service-grain")]
public interface ISelfServiceGrain : IGrainWithStringKey
{
    /// <summary>What there is.</summary>
    [Alias("get")]
    [AnySilo]
    Task<SelfServiceView> GetAsync(CancellationToken cancellationToken);

    /// <summary>Mails a link to an address; to one that is known already, another mail.</summary>
    [Alias("begin-registration")]
    [AnySilo]
    Task<CommandResult> BeginRegistrationAsync(BeginRegistration command, CancellationToken cancellationToken);

    /// <summary>Makes the account, by the token of the link.</summary>
    [Alias("confirm-registration")]
    [AnySilo]
    Task<ConfirmRegistrationResult> ConfirmRegistrationAsync(UseMailLink command, CancellationToken cancellationToken);

    /// <summary>Mails a link to the user of that name or address, if there is one.</summary>
    [Alias("begin-password-reset")]
    [AnySilo]
    Task<CommandResult> BeginPasswordResetAsync(BeginPasswordReset command, CancellationToken cancellationToken);

    /// <summary>Sets the new password, by the token of the link. Ends all sessions and tokens.</summary>
    [Alias("complete-password-reset")]
    [AnySilo]
    Task<CommandResult> CompletePasswordResetAsync(UseMailLink command, CancellationToken cancellationToken);
}
