using System.Diagnostics.Metrics;

namespace Platen.Mail;

/// <summary>Metrics of outgoing mail.</summary>
internal static class MailInstruments
{
    private static readonly Meter Meter = new("Platen.Mail");
    private static readonly Counter<long> Tries = Meter.CreateCounter<long>("platen.mail.tries", description: "Tries to send a mail, by what became of them");

    public static void OnTried(string outcome) => Tries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
