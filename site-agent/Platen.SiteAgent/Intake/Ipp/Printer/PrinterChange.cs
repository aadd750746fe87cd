namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>How a queue has changed.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Status">How it is now.</param>
/// <param name="IsOfState">Its state, reasons or message changed.</param>
/// <param name="HasStopped">It has stopped.</param>
/// <param name="IsOfConfiguration">Its settings, or its device's, changed.</param>
internal sealed record PrinterChange(string Queue, PrinterStatus Status, bool IsOfState, bool HasStopped, bool IsOfConfiguration);
