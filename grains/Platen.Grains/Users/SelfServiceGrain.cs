using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Audit;
using Platen.Domain.Jobs;
using Platen.Domain.Mail;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Mail;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <inheritdoc cref="ISelfServiceGrain"/>
[StatelessWorker]
internal sealed partial class SelfServiceGrain(
    IRecordStore store, IMailSender sender, MailPost post, MailAsks asks, IMasterKey master, ICredentialKeys keys, Secrets secrets, UserCounts counts, TimeProvider time) : Grain, ISelfServiceGrain
{
    private static readonly CommandResult NoSuchLink = CommandResult.Not(CommandCode.Refused, "The link is not valid: it was used, or its time is over. Ask for a new one.");

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task<SelfServiceView> GetAsync(CancellationToken cancellationToken)
    {
        var tenant = await store.FindTenantAsync(Tenant, cancellationToken);
        if (tenant is not { SetUp: true } || !(tenant.Registration.Enabled || tenant.PasswordByMail) || !await sender.IsSetAsync(Tenant, cancellationToken))
        {
            return new SelfServiceView();
        }

        return new SelfServiceView
        {
            Registration = tenant.Registration.Enabled,
            MailDomains = tenant.Registration.MailDomains.Contains(RegistrationPolicy.AnyDomain) ? [] : tenant.Registration.MailDomains,
            NeedsApproval = tenant.Registration.NeedsApproval,
            PasswordByMail = tenant.PasswordByMail,
            PasswordRules = PasswordPolicy.Describe(tenant),
        };
    }

    /// <summary>The tenant, if it lets people do this; null: it does not, or cannot mail.</summary>
    private async Task<Tenant?> AllowingAsync(Func<Tenant, bool> isOn, CancellationToken cancellationToken) =>
        await store.FindTenantAsync(Tenant, cancellationToken) is { SetUp: true } tenant && isOn(tenant) && await sender.IsSetAsync(Tenant, cancellationToken) ? tenant : null;

    private async Task<MailLink?> FindLinkAsync(string token, MailLinkKind kind, CancellationToken cancellationToken) =>
        MailLink.IdOf(token) is { } id && await store.FindMailLinkAsync(Tenant, id, cancellationToken) is { } link && link.Kind == kind ? link : null;

    private static string Address(Tenant tenant, string publicAddress, string page) => OAuthIssuer.Of(tenant, publicAddress) + page;

    // behind '#': a browser does not send it, so no log on the way has it, and no mail scanner that opens links uses it up
    private static string Address(Tenant tenant, string publicAddress, string page, string token) => $"{Address(tenant, publicAddress, page)}#{token}";

    private Task<CommitResult> WriteAsync(ImmutableArray<RecordChange> changes, AuditEntry audit, CancellationToken cancellationToken) =>
        store.CommitAsync(ConsoleCommit.Of(Tenant, changes, audit), cancellationToken);

    private static Actor Somebody(string origin) => Actor.Anonymous(FactBounds.Text(origin, FactBounds.AddressMax));
}
