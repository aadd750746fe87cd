using System.Globalization;
using System.Text;
using Platen.Protocols.Pjl;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Raw;

/// <summary>What a RAW connection reports to its client: answers to INFO and ECHO, and the USTATUS reports that the client switched on.</summary>
internal sealed class BackChannel(Stream connection, MfpDevice device) : IDisposable
{
    private const int JobNameCharsMax = 80;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private bool _isBroken;

    internal bool ReportsJobs { get; private set; }

    internal bool ReportsPages { get; private set; }

    internal bool ReportsDevice { get; private set; }

    /// <summary>Seconds between unasked reports, 0 for none.</summary>
    internal int TimedSeconds { get; private set; }

    /// <summary>Obeys a command that concerns the back channel; false for any other.</summary>
    internal async Task<bool> TryObeyAsync(PjlCommand command)
    {
        switch (command.Name)
        {
            case "INFO" when command.Has("STATUS"):
                await SendAsync("INFO STATUS", Status());
                return true;
            case "INFO" when command.Has("PAGECOUNT"):
                await SendAsync("INFO PAGECOUNT", string.Create(CultureInfo.InvariantCulture, $"PAGECOUNT={device.LifeCounter.Count}"));
                return true;
            case "INFO" when command.Has("ID"):
                await SendAsync("INFO ID", $"\"{MfpDevice.Model}\"");
                return true;
            case "ECHO":
                await SendAsync($"ECHO {PjlText.Clean(command.Text)}");
                return true;
            case "USTATUSOFF":
                ReportsJobs = ReportsPages = ReportsDevice = false;
                TimedSeconds = 0;
                return true;
            case "USTATUS":
                await SwitchAsync(command);
                return true;
            default:
                return command.Name == "INFO";
        }
    }

    internal Task ReportDeviceAsync() => ReportsDevice ? SendAsync("USTATUS DEVICE", Status()) : Task.CompletedTask;

    internal Task ReportTimedAsync() => SendAsync("USTATUS TIMED", Status());

    internal Task ReportJobStartAsync(string? name) => ReportsJobs ? SendAsync("USTATUS JOB", "START", NameLine(name)) : Task.CompletedTask;

    internal Task ReportPageAsync(int page) => ReportsPages ? SendAsync("USTATUS PAGE", page.ToString(CultureInfo.InvariantCulture)) : Task.CompletedTask;

    internal Task ReportJobCanceledAsync(string? name) => ReportsJobs ? SendAsync("USTATUS JOB", "CANCELED", NameLine(name)) : Task.CompletedTask;

    internal Task ReportJobEndAsync(string? name, int pages) => ReportsJobs
        ? SendAsync("USTATUS JOB", "END", NameLine(name), string.Create(CultureInfo.InvariantCulture, $"PAGES={pages}"))
        : Task.CompletedTask;

    public void Dispose() => _writing.Dispose();

    private static string NameLine(string? name) => $"NAME=\"{PjlText.Clean(name ?? string.Empty, JobNameCharsMax)}\"";

    private async Task SwitchAsync(PjlCommand command)
    {
        foreach (var parameter in command.Parameters)
        {
            var isOn = parameter.Value is { } value && !value.Equals("OFF", StringComparison.OrdinalIgnoreCase);
            switch (parameter.Name)
            {
                case "JOB":
                    ReportsJobs = isOn;
                    break;
                case "PAGE":
                    ReportsPages = isOn;
                    break;
                case "DEVICE":
                    ReportsDevice = isOn;
                    break;
                case "TIMED" when int.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds):
                    TimedSeconds = seconds == 0 ? 0 : Math.Clamp(seconds, 5, 300);
                    break;
            }
        }

        // A device that stands still tells so at once, not only at the next change.
        if (command.Has("DEVICE") && !device.CanPrint)
        {
            await ReportDeviceAsync();
        }
    }

    private string Status()
    {
        var (code, display) = device.Condition switch
        {
            MfpCondition.Ready => (PjlStatusCode.Ready, "READY"),
            MfpCondition.OutOfPaper => (PjlStatusCode.PaperOut, "LOAD PAPER"),
            MfpCondition.Jammed => (PjlStatusCode.Jam, "PAPER JAM"),
            MfpCondition.DoorOpen => (PjlStatusCode.CoverOpen, "CLOSE DOOR"),
            _ => (PjlStatusCode.Offline, "OFFLINE"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"CODE={code}\r\nDISPLAY=\"{display}\"\r\nONLINE={(device.CanPrint ? "TRUE" : "FALSE")}");
    }

    private async Task SendAsync(string topic, params string[] lines)
    {
        if (device.Behaviour.SilentBackChannel)
        {
            return;
        }

        var noise = new string('?', device.Behaviour.BackChannelNoiseBytes ?? 0);
        var reply = Encoding.ASCII.GetBytes($"{noise}@PJL {topic}\r\n{string.Concat(lines.Select(line => line + "\r\n"))}\f");
        await _writing.WaitAsync();
        try
        {
            if (!_isBroken)
            {
                await connection.WriteAsync(reply);
            }
        }
        catch (IOException)
        {
            // The client has gone; what it sent is printed all the same, and there is nobody left to tell.
            _isBroken = true;
        }
        finally
        {
            _writing.Release();
        }
    }
}
