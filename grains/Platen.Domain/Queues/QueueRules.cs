using System.Collections.Immutable;

namespace Platen.Domain.Queues;

/// <summary>What a queue's record must be like.</summary>
public static class QueueRules
{
    /// <summary>Lowest port that feeds a queue: below it a port needs privileges.</summary>
    public const int RawPortMin = 1_024;

    /// <summary>Longest time that a job is kept.</summary>
    public static readonly TimeSpan KeepMax = TimeSpan.FromDays(365);

    private const long PriceE4Max = 100_000_000;

    /// <summary>All that is wrong with a queue's settings; empty: nothing.</summary>
    public static ImmutableArray<string> Check(Queue queue)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Name(errors, "The name", queue.Name);
        if (queue.Kind is < QueueKind.Pull or > QueueKind.Private)
        {
            errors.Add("The kind is missing; give Pull, Direct or Private.");
        }

        if (queue.UnknownOwner is < UnknownOwnerPolicy.Hold or > UnknownOwnerPolicy.Refuse)
        {
            errors.Add("The policy for unknown owners is missing; give Hold or Refuse.");
        }

        if (queue.Kind == QueueKind.Direct && queue.Device is null)
        {
            errors.Add("A direct queue needs a device; name one.");
        }

        if (queue.Kind is QueueKind.Pull or QueueKind.Private && queue.Device is not null)
        {
            errors.Add($"Only a direct queue has a device, but '{queue.Device}' is given; leave it out.");
        }

        if (queue.RawPort != 0)
        {
            RuleText.Range(errors, "The RAW port", queue.RawPort, RawPortMin, ushort.MaxValue);
        }

        RuleText.Duration(errors, "The time that held jobs are kept", queue.KeepHeld, TimeSpan.FromMinutes(1), KeepMax);
        RuleText.Duration(errors, "The time that released jobs are kept", queue.KeepReleased, TimeSpan.Zero, KeepMax);
        CheckPrices(errors, queue);
        CheckCopies(errors, queue);
        CheckIntake(errors, queue.Intake);
        return errors.ToImmutable();
    }

    private static void CheckIntake(ImmutableArray<string>.Builder errors, IntakePolicy policy)
    {
        if (!Enum.IsDefined(policy.LeastEvidence))
        {
            errors.Add("The evidence for owners is unknown; give ClaimedName, TrustedWorkstation, ClientCertificate or AuthenticatedName, or leave it out.");
        }

        RuleAddresses.Check(errors, "The trusted address", policy.TrustedAddresses, IntakePolicy.TrustedAddressesMax);
        if (policy.Pjl is < UnsafeContentPolicy.Remove or > UnsafeContentPolicy.Pass)
        {
            errors.Add("The policy for PJL is missing; give Remove, Refuse or Pass.");
        }

        if (policy.PostScript is not (UnsafeContentPolicy.Refuse or UnsafeContentPolicy.Pass))
        {
            errors.Add("The policy for PostScript must be Refuse or Pass: what a program does cannot be left out of it.");
        }
    }

    private static void CheckCopies(ImmutableArray<string>.Builder errors, Queue queue)
    {
        if (queue.Copies.Place is < CopyPlace.None or > CopyPlace.Server)
        {
            errors.Add("The place of copies is missing; give None, Site or Server.");
        }

        if ((queue.Copies.Place == CopyPlace.Site) != (queue.Copies.Site is not null))
        {
            errors.Add("Copies at a site need the site, and copies elsewhere none.");
        }

        if (queue.Copies.Place is CopyPlace.Site or CopyPlace.Server && queue.Kind is QueueKind.Direct or QueueKind.Private)
        {
            errors.Add("Only a pull queue has copies: a direct job is printed at once, and a private one must be gone at once (PR04).");
        }
    }

    private static void CheckPrices(ImmutableArray<string>.Builder errors, Queue queue)
    {
        RuleText.Range(errors, "The price of a monochrome page", queue.Prices.MonoPageE4, 0, PriceE4Max);
        RuleText.Range(errors, "The price of a colour page", queue.Prices.ColourPageE4, 0, PriceE4Max);
        RuleText.Range(errors, "The discount for two-sided pages", queue.Prices.DuplexDiscountE4, 0, PriceE4Max);
        RuleText.Range(errors, "The price of a job", queue.Prices.BaseE4, 0, PriceE4Max);
    }
}
