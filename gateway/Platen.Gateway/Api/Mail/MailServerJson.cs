using Platen.Grains.Abstractions.Mail;

namespace Platen.Gateway.Api.Mail;

/// <summary>The mail server. Of its password it says only whether there is one. Without settings of the tenant's own, the server-wide <c>default</c> counts, if there is one.</summary>
internal sealed record MailServerJson(
    bool IsSet, bool Enabled, string Host, int Port, string Security, string CertificateAuthorities, string UserName, bool HasPassword, string SenderAddress, string SenderName, string Default, int Waiting, int Parked, int Sent, long Lost)
{
    public static MailServerJson Of(MailView view) => new(
        view.Settings is not null, view.Settings is { Enabled: true }, view.Settings?.Host ?? "", view.Settings?.DialledPort ?? 0, view.Settings is { } row ? MailWords.Of(row.Security) : "", view.Settings?.CertificateAuthorities ?? "",
        view.Settings?.UserName ?? "", view.HasPassword, view.Settings?.SenderAddress ?? "", view.Settings?.SenderName ?? "", view.Default, view.Counts.Waiting, view.Counts.Parked, view.Counts.Sent, view.Counts.Lost);
}
