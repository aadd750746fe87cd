using System.Text.Json;
using Platen.Ops.Installation;

namespace Platen.Ops.Sampling;

/// <summary>Prints the virtual MFP's ports as its own options, one word a line, so that it gets the same ones at the next start.</summary>
internal static class MfpPortsCommand
{
    public static void Run(string mfpFile)
    {
        var mfp = JsonSerializer.Deserialize<MfpDescription>(File.ReadAllText(mfpFile), JsonFormat.Options)!;
        object[] words =
        [
            "--raw-port", mfp.RawPort, "--ipp-port", mfp.IppPort, "--ipps-port", mfp.IppsPort,
            "--lpd-port", mfp.LpdPort, "--snmp-port", mfp.SnmpPort, "--control-port", mfp.ControlPort,
        ];
        foreach (var word in words)
        {
            Console.WriteLine(word);
        }
    }
}
