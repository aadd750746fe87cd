using System.Collections.Immutable;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;

namespace Platen.Grains.Tests.Support;

/// <summary>A mail server and an outbox in memory: what was queued can be read as its recipient would.</summary>
internal sealed class MemoryMails(MemoryRecords records, TimeProvider time) : IMailSender, IMailOutbox
{
    private static readonly byte[] Master = [.. Enumerable.Repeat((byte)3, 32)];

    /// <summary>Whether there is a mail server; settings of the tenant's own count, too.</summary>
    public bool IsSet { get; set; }

    public MailAnswer Answer { get; set; } = new(MailAnswerCode.Sent, "250 taken");

    public List<MailContent> Sent { get; } = [];

    public int Hurried { get; private set; }

    /// <summary>What was queued, in its order.</summary>
    public ImmutableArray<(OutgoingMail Mail, MailContent Content)> Queued =>
        [.. records.All<OutgoingMail>().Select(mail => (mail, OutgoingMail.Open(Master, mail.Tenant, mail.Id, mail.Content.AsSpan())!))];

    public string Default => "";

    public Task<bool> IsSetAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult(IsSet);

    public Task<MailAnswer> SendAsync(TenantId tenant, Guid id, DateTimeOffset at, MailContent content, CancellationToken cancellationToken)
    {
        Sent.Add(content);
        return Task.FromResult(Answer);
    }

    public Task<MailCounts> CountAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult(new MailCounts(Queued.Length, 0, 0, 0));

    public Task<ResultPage<MailRow>> ListAsync(TenantId tenant, MailState? state, PageRequest page, CancellationToken cancellationToken) => Task.FromResult(new ResultPage<MailRow>(
        [.. Queued.Select(queued => new MailRow { Tenant = tenant, Id = queued.Mail.Id, Purpose = queued.Mail.Purpose, State = MailState.Waiting, Tries = 0, At = queued.Mail.At, DueAt = time.GetUtcNow() })], ""));

    public Task HurryAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        Hurried++;
        return Task.CompletedTask;
    }

    public Task<bool> ReleaseAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<bool> DiscardAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<ImmutableArray<LeasedMail>> LeaseAsync(int limit, CancellationToken cancellationToken) => throw new NotSupportedException("Grains take no mails out.");

    public Task<bool> SentAsync(LeasedMail mail, string answer, CancellationToken cancellationToken) => throw new NotSupportedException("Grains take no mails out.");

    public Task<bool> RetryAsync(LeasedMail mail, DateTimeOffset dueAt, string reason, CancellationToken cancellationToken) => throw new NotSupportedException("Grains take no mails out.");

    public Task<bool> ParkAsync(LeasedMail mail, string reason, CancellationToken cancellationToken) => throw new NotSupportedException("Grains take no mails out.");

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) => Task.FromResult(0);
}
